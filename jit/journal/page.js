const byNumber = new Map(data.traces.map(t => [t.number, t]));
const words = data.codes.map(c => new Map(c.words.map(w => [w.at, w])));
let chosen = null;

const base = f => f.split("/").pop();
const number = n => n.toLocaleString("en");
const time = ns => ns < 1e6 ? (ns / 1e3).toFixed(0) + " µs" : (ns / 1e6).toFixed(1) + " ms";
const word = p => p.code < 0 ? null : words[p.code].get(p.word);
const key = p => p.code < 0 ? "" : p.code + ":" + p.word;
const runs = t => t.entered + t.rounds;

function where(p) {
  if (p.code < 0) return "?";
  const c = data.codes[p.code], w = word(p);
  return `${base(c.file)}:${w ? w.line : c.line} ${c.name}`;
}

const barriers = list => list.filter(i => i.barrier).length;

// body is what is run in each round: what stands behind LOOP, or all.
function body(list) {
  const loop = list.findIndex(i => i.text === "LOOP");
  return loop < 0 ? list : list.slice(loop + 1);
}

function heading() {
  byId("title").textContent = `traces of ${data.program}`;
  const size = data.traces.reduce((n, t) => n + t.size, 0);
  const work = data.traces.reduce((n, t) => n + t.recording + t.optimising + t.assembling, 0);
  byId("verdict").textContent = `${data.traces.length} traces, ${number(size)} bytes of machine code, made in ${time(work)}; ` +
    `${data.failures.length} places where a recording made none.`;
}

const columns = [
  ["trace", t => t.number, "n"], ["kind", t => t.kind + (t.transactional ? ", transactional" : "")], ["where", t => where(t.place)],
  ["begins at", t => t.parent ? `exit v${t.exit} of trace ${t.parent}` : ""],
  ["entered", t => number(t.entered), "n"], ["rounds", t => number(t.rounds), "n"], ["left", t => number(left(t)), "n"],
  ["operations", t => `${t.recorded.length} → ${body(t.optimised).length}`, "n"],
  ["barriers", t => t.transactional ? `${barriers(t.recorded)} → ${barriers(body(t.optimised))}` : "", "n"], ["bytes", t => number(t.size), "n"],
  ["made in", t => time(t.recording + t.optimising + t.assembling), "n"],
];

const left = t => (t.exits || []).reduce((n, x) => n + (x.step ? 0 : x.count), 0);

function list() {
  byId("traces").tHead.replaceChildren(el("tr", {}, ...columns.map(([name, , kind]) => el("th", {class: kind}, name))));
  const text = byId("search").value.toLowerCase(), order = byId("order").value;
  const value = {runs: t => -runs(t), number: t => t.number, size: t => -t.size}[order];
  const found = data.traces.filter(t => !text || `${t.number} ${where(t.place).toLowerCase()} ${t.kind}`.includes(text));
  found.sort((a, b) => value(a) - value(b) || a.number - b.number);
  byId("shown").textContent = `${found.length} of ${data.traces.length}`;
  byId("traces").tBodies[0].replaceChildren(...found.map(t => el("tr", {
    tabindex: 0, class: t === chosen ? "chosen" : undefined, onclick: () => show(t),
    onkeydown: e => { if (e.key === "Enter") show(t); }}, ...columns.map(([, f, kind]) => el("td", {class: kind}, String(f(t)))))));
  return found;
}

// row makes a line that lights up together with what belongs to it.
function row(attributes, places, ref, ...children) {
  return el("div", {...attributes, "data-keys": places.join(" "), "data-ref": ref, onmouseover: light}, ...children);
}

function light(event) {
  const row = event.currentTarget, keys = new Set(row.dataset.keys.split(" ").filter(k => k)), ref = row.dataset.ref;
  const stage = row.closest(".column").id;
  for (const other of document.querySelectorAll("#trace .rows div")) {
    const same = ref && other.dataset.ref ? other.dataset.ref === ref :
      (other.dataset.keys || "").split(" ").some(k => k && keys.has(k));
    other.classList.toggle("same", same);
    if (same && other.closest(".column").id !== stage && !other.closest(".rows").dataset.moved) {
      const box = other.closest(".rows");
      box.dataset.moved = "1";
      box.scrollTop = other.offsetTop - box.offsetTop - box.clientHeight / 3;
    }
  }
  for (const box of document.querySelectorAll("#trace .rows")) delete box.dataset.moved;
}

// visited are the places of a trace in the order in which it came by them.
function visited(t) {
  const seen = new Map();
  for (const i of t.recorded.concat(t.optimised)) if (i.place.code >= 0 && !seen.has(key(i.place))) seen.set(key(i.place), i.place);
  return [...seen.values()];
}

function sourceColumn(t) {
  const files = new Map();
  for (const p of visited(t)) {
    const w = word(p), file = data.codes[p.code].file;
    if (!w || w.line <= 0) continue;
    if (!files.has(file)) files.set(file, new Map());
    const lines = files.get(file);
    if (!lines.has(w.line)) lines.set(w.line, []);
    lines.get(w.line).push(key(p));
  }
  const rows = [];
  for (const [file, lines] of files) {
    rows.push(el("div", {class: "file"}, file));
    const all = data.sources[file], numbers = [...lines.keys()];
    let last = 0;
    for (let n = Math.max(1, Math.min(...numbers) - 3); n <= Math.max(...numbers) + 3; n++) {
      const near = numbers.some(m => Math.abs(m - n) <= 3), keys = lines.get(n) || [];
      if (!near || all && n > all.length) continue;
      if (last && n > last + 1) rows.push(el("div", {class: "off"}, "…"));
      last = n;
      rows.push(row({class: keys.length ? undefined : "off"}, keys, undefined, el("span", {class: "no"}, String(n)), all ? all[n - 1] : "(no source)"));
    }
  }
  return rows;
}

function bytecodeColumn(t) {
  const rows = [];
  let code = -1;
  for (const p of visited(t)) {
    const w = word(p);
    if (p.code !== code) rows.push(el("div", {class: "file"}, `${data.codes[p.code].name} (${base(data.codes[p.code].file)}:${data.codes[p.code].line})`));
    code = p.code;
    rows.push(row({}, [key(p)], undefined, el("span", {class: "no"}, String(p.word)), w ? w.text : "?"));
  }
  return rows;
}

function exitText(t, ref) {
  const parts = [];
  for (const x of t.exits || []) {
    if (x.ins !== ref) continue;
    parts.push(el("span", {class: "exit"}, x.step ? `  ◀ interpreted ${number(x.count)} times` : `  ◀ left ${number(x.count)} times`));
    if (x.side) parts.push(el("span", {class: "side", onclick: () => byNumber.has(x.side) && show(byNumber.get(x.side))}, ` trace ${x.side}`));
  }
  return parts;
}

function irColumn(t, list, exits) {
  const rows = [];
  for (const i of list) {
    if (i.snap) rows.push(el("div", {class: "snap"}, i.snap));
    const kind = i.text === "LOOP" ? "loop" : i.barrier ? "barrier" : undefined;
    rows.push(row({class: kind}, [key(i.place)], exits ? "o" + i.ref : undefined, i.text, ...(exits ? exitText(t, i.ref) : [])));
  }
  return rows;
}

function machineColumn(t) {
  const places = new Map(t.optimised.map(i => [i.ref, key(i.place)]));
  let cold = false;
  const rows = [];
  for (const a of t.machine) {
    if (a.cold && !cold) rows.push(el("div", {class: "file"}, "behind the trace"));
    cold = a.cold;
    rows.push(row({class: a.cold ? "cold" : undefined}, [places.get(a.ins) || ""], a.ins ? "o" + a.ins : undefined,
      el("span", {class: "no"}, a.at.toString(16)), a.text));
  }
  return rows;
}

function column(id, title, rows) {
  return el("div", {class: "column", id}, el("h3", {}, title), el("div", {class: "rows", tabindex: 0}, ...rows));
}

function show(t) {
  chosen = t;
  list();
  const exits = el("table", {class: "exits"}, el("tr", {}, ...["exit", "operation", "where", "count", "goes on in"].map(h => el("th", {}, h))));
  for (const x of [...(t.exits || [])].sort((a, b) => b.count - a.count)) {
    const i = t.optimised.find(i => i.ref === x.ins);
    exits.append(el("tr", {}, el("td", {}, "v" + x.ins), el("td", {}, el("code", {}, i ? i.text : "?")), el("td", {}, i ? where(i.place) : "?"),
      el("td", {class: "n"}, number(x.count)), el("td", {}, x.step ? "the interpreter, for one instruction" : x.side ? `trace ${x.side}` : "the interpreter")));
  }
  byId("trace").replaceChildren(
    el("h2", {}, `Trace ${t.number}: ${where(t.place)}`),
    el("p", {class: "dim"}, `${t.kind}, ${t.passed ? t.passed + " bytecode instructions for each safepoint, " : ""}recorded in ${time(t.recording)}, ` +
      `optimised in ${time(t.optimising)}, assembled in ${time(t.assembling)}; entered ${number(t.entered)} times, ${number(t.rounds)} rounds.`),
    el("div", {class: "columns"}, column("source", "Python", sourceColumn(t)), column("bytecode", "bytecode", bytecodeColumn(t)),
      column("recorded", "recorded", irColumn(t, t.recorded, false)), column("optimised", "optimised", irColumn(t, t.optimised, true)),
      column("machine", "machine code", machineColumn(t))),
    el("h2", {}, "Exits"), el("div", {class: "wide"}, exits));
}

function failures() {
  byId("failures").append(el("tr", {}, ...["count", "where", "at", "why"].map(h => el("th", {}, h))));
  for (const f of [...data.failures].sort((a, b) => b.count - a.count)) {
    byId("failures").append(el("tr", {}, el("td", {class: "n"}, number(f.count)), el("td", {}, where(f.place)), el("td", {}, f.op),
      el("td", {}, f.why + (f.side ? " (side trace)" : ""))));
  }
}

heading();
const found = list();
if (found.length) show(found[0]);
failures();
byId("search").addEventListener("input", list);
byId("order").addEventListener("change", list);
byId("about").append(
  el("li", {}, "Point at a line: what belongs to it lights up in the other columns. An optimised operation belongs to the bytecode where the next exit leads."),
  el("li", {}, "Exits that lead to a side trace are counted until it was made; its own entries are the rest. With several threads counts are lower than the truth."),
  el("li", {}, "Barriers are operations of transactions: in all that was recorded, and in the optimised body."),
  ...data.cut.map(c => el("li", {}, "Left out: " + c + ".")));
