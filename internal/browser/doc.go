// Package browser opens pages in a headless Chromium, for tests.
//
// In: the text of a page. Out: what its script has made of it, and all that it
// asked for. Main invariant: a test that uses it is skipped, with a word why,
// where there is no Chromium, and nowhere else. It imports nothing of ours; only
// tests import it.
package browser
