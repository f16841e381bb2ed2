const report = data.report;
const parts = [["useful", "useful"], ["aborted", "aborted"], ["paused", "paused"], ["gc", "gc"], ["idle", "idle"]];
const svgSpace = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...children) {
  const node = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function time(s) {
  if (s < 1e-3) return (s * 1e6).toFixed(0) + " µs";
  if (s < 1) return (s * 1e3).toPrecision(3) + " ms";
  return s.toFixed(2) + " s";
}
const percent = p => (100 * p).toFixed(0) + "%";
const number = n => n.toLocaleString("en");
const base = f => f.split("/").pop();
const short = p => p && p.line ? base(p.file) + ":" + p.line : "?";
const where = p => p && p.line ? short(p) + " " + p.function : "?";
const total = t => parts.reduce((sum, [key]) => sum + t[key], 0);

function heading() {
  const all = total(report.times), lost = report.times.aborted + report.times.paused;
  byId("title").textContent = `conflicts · ${base(report.program)} · ${report.threads} threads on ${report.cores} cores`;
  const first = report.points[0];
  byId("verdict").textContent = `${report.wall.toFixed(2)} s wall, ${report.effective_cores.toFixed(1)} cores at work. ` +
    (first ? `${time(lost)} of ${time(all)} thread time lost (${percent(lost / all)}), most of it at ${where(first.loses)}: ${first.object}.` : "No conflicts.") +
    (report.filter ? ` Selected: ${report.filter}.` : "");
  const bar = svg("svg", {height: 24, viewBox: "0 0 1000 24", preserveAspectRatio: "none", role: "img", "aria-label": "thread time"});
  const legend = el("div", {class: "legend"});
  let x = 0;
  for (const [key, name] of parts) {
    const w = all ? 1000 * report.times[key] / all : 0;
    bar.append(svg("rect", {x, y: 0, width: w, height: 24, class: name}));
    x += w;
    legend.append(el("span", {}, el("b", {class: name}), `${name} ${time(report.times[key])} ${percent(all ? report.times[key] / all : 0)}`));
  }
  byId("times").append(bar, legend);
}

const columns = [
  ["ID", p => p.id, p => +p.id.slice(1)], ["lost", p => time(p.lost), p => -p.lost, "n"], ["%", p => percent(p.part), p => -p.part, "n"],
  ["aborted", p => time(p.aborted), p => -p.aborted, "n"], ["paused", p => time(p.paused), p => -p.paused, "n"],
  ["events", p => number(p.events), p => -p.events, "n"], ["kind", p => p.kind, p => p.kind], ["object", p => p.object, p => p.object],
  ["loses", p => where(p.loses), p => where(p.loses)], ["causes", p => where(p.causes), p => where(p.causes)],
  ["gain ≤", p => p.gain_at_most.toFixed(2) + "×", p => -p.gain_at_most, "n"],
];
let order = 1, chosen = null;

function matches(p) {
  const text = byId("search").value.toLowerCase(), thread = byId("thread").value;
  if (thread && !p.threads.some(t => t.name === thread)) return false;
  if (!text) return true;
  const places = [p.loses, p.causes, ...(p.loses_stack || []), ...(p.causes_stack || [])];
  return [p.id.toLowerCase(), p.kind, p.object.toLowerCase(), ...places.map(q => where(q).toLowerCase())].some(s => s.includes(text));
}

function table() {
  const head = el("tr");
  columns.forEach(([name, , , kind], i) => head.append(el("th", {class: kind, "aria-sort": i === order ? "ascending" : undefined},
    el("button", {onclick: () => { order = i; table(); }}, name))));
  byId("points").tHead.replaceChildren(head);
  const key = columns[order][2];
  const rows = report.points.filter(matches).sort((a, b) => key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  byId("points").tBodies[0].replaceChildren(...rows.map(p => {
    const open = () => drawer(p);
    const row = el("tr", {tabindex: 0, class: p === chosen ? "chosen" : undefined, onclick: open, onkeydown: e => { if (e.key === "Enter") open(); }});
    columns.forEach(([name, show, , kind]) => row.append(el("td", {class: kind}, show(p) + (name === "loses" && p.runtime ? " (runtime: ours)" : ""))));
    return row;
  }));
  byId("shown").textContent = `${rows.length} of ${report.points.length} points`;
}

// source shows the lines around a place.
function source(p, around) {
  const file = Object.keys(data.sources).find(name => p.file === name || p.file.endsWith("/" + name));
  const lines = file && data.sources[file];
  if (!lines || !p.line) return null;
  const box = el("div", {class: "src"});
  for (let n = Math.max(1, p.line - around); n <= Math.min(lines.length, p.line + around); n++) {
    box.append(el("span", {class: n === p.line ? "hot" : undefined}, String(n).padStart(5) + "  " + lines[n - 1] + "\n"));
  }
  return box;
}

function side(title, stack) {
  const box = el("div", {}, el("h3", {}, title));
  if (!stack || !stack.length) box.append(el("p", {class: "dim"}, "not known"));
  (stack || []).forEach((p, i) => box.append(el("div", {class: "frame"}, el("code", {class: p.runtime ? "ours" : undefined}, where(p) + (p.runtime ? " (runtime)" : "")),
    i === 0 || (!p.runtime && stack.findIndex(q => !q.runtime) === i) ? source(p, 3) : null)));
  return box;
}

function histogram(title, shares) {
  if (!shares || !shares.length) return null;
  const box = el("div", {class: "hist"});
  for (const s of shares) {
    box.append(el("span", {}, s.name), svg("svg", {viewBox: "0 0 100 8", preserveAspectRatio: "none"}, svg("rect", {width: 100 * s.part, height: 8, class: "paused"})),
      el("span", {}, number(s.count) + " " + percent(s.part)));
  }
  return el("div", {}, el("h3", {}, title), box);
}

// course draws lost time over the run.
function course(values) {
  const most = Math.max(...values);
  if (!most) return null;
  const box = svg("svg", {viewBox: `0 0 ${values.length * 10} 40`, height: 40, preserveAspectRatio: "none", role: "img", "aria-label": "lost time over the run"});
  values.forEach((v, i) => box.append(svg("rect", {x: i * 10, y: 40 - 40 * v / most, width: 9, height: 40 * v / most, class: "aborted"})));
  return el("div", {}, el("h3", {}, "Over the run"), box);
}

function drawer(p) {
  chosen = p;
  table();
  const box = byId("drawer");
  box.hidden = false;
  box.replaceChildren(
    el("h2", {}, `${p.id}  ${p.kind}: ${p.object}`),
    el("p", {}, `lost ${time(p.lost)} (${percent(p.part)} of all): ${time(p.aborted)} aborted, ${time(p.paused)} paused; ${number(p.events)} conflicts, the longest ${time(p.longest)}. ` +
      `A transaction had touched ${p.reads.toFixed(1)} places for reading and ${p.writes.toFixed(1)} for writing. Without this point at most ${p.gain_at_most.toFixed(2)} times as fast.` +
      (p.runtime ? " The place is inside the runtime: not your code." : "") + (p.noticed_only ? ` For ${number(p.noticed_only)} the place is where the thread noticed.` : "")),
    ...(p.advice || []).map(advice),
    el("div", {class: "sides"}, side("Loses", p.loses_stack), side("Causes", p.causes_stack)),
    ...[p.made_stack ? side("The object was made at" + (p.several_objects ? " (one of several)" : ""), p.made_stack) : null,
      histogram("Objects", p.objects), histogram("Irrevocable because of", p.irrevocable_because), histogram("Threads", p.threads), histogram("Kinds", p.kinds),
      histogram("Transactions", p.blocks), course(p.timeline)].filter(Boolean));
}

function advice(a) {
  return el("div", {class: "advice"}, el("p", {}, el("strong", {}, "Try: "), a.text), el("p", {}, el("strong", {}, "Evidence: "), a.evidence + "."),
    a.changes ? el("p", {}, el("strong", {}, "Changes: "), a.changes) : null,
    a.example ? el("p", {}, el("strong", {}, "Example: "), el("code", {}, a.example), " ",
      el("button", {onclick: () => navigator.clipboard && navigator.clipboard.writeText(a.example)}, "copy")) : null);
}

function timeline() {
  const threads = report.timeline.threads, slot = report.timeline.slot;
  if (!threads.length || !slot) return;
  const row = 18, label = 160, width = 1000;
  const box = svg("svg", {viewBox: `0 0 ${label + width} ${row * threads.length + 16}`, role: "img", "aria-label": "states of the threads over the run"});
  threads.forEach((t, i) => {
    box.append(svg("text", {x: 0, y: row * i + 13}, t.name.slice(0, 26)));
    t.slots.forEach((s, k) => {
      const sum = Math.max(total(s), slot);
      let x = label + k * width / t.slots.length;
      for (const [key, name] of parts) {
        const w = s[key] / sum * width / t.slots.length;
        if (w > 0.05) {
          const piece = svg("rect", {x, y: row * i + 1, width: w, height: row - 3, class: name});
          piece.append(svg("title", {}, `${t.name}, ${(k * slot).toFixed(2)} s: ${name} ${time(s[key])}`));
          box.append(piece);
        }
        x += w;
      }
    });
  });
  box.append(svg("text", {x: label, y: row * threads.length + 12}, "0 s"), svg("text", {x: label + width - 50, y: row * threads.length + 12}, (slot * threads[0].slots.length).toFixed(2) + " s"));
  byId("timeline").append(box);
}

// flameTree adds the stacks up by frame.
function flameTree(metric, inverted) {
  const root = {name: "all", value: 0, children: new Map()};
  for (const s of data.stacks || []) {
    const value = metric === "lost" ? s.aborted + s.paused : s[metric];
    if (value <= 0) continue;
    let node = root;
    node.value += value;
    for (const f of inverted ? [...s.frames].reverse() : s.frames) {
      if (!node.children.has(f)) node.children.set(f, {name: f, value: 0, children: new Map()});
      node = node.children.get(f);
      node.value += value;
    }
  }
  return root;
}

let zoom = null;
function flame() {
  const root = zoom || flameTree(byId("metric").value, byId("inverted").checked);
  const width = 1160, row = 18;
  const rects = [];
  let depth = 0;
  (function walk(node, x, level) {
    const w = root.value ? node.value / root.value * width : 0;
    if (w < 0.5) return;
    depth = Math.max(depth, level);
    rects.push([node, x, level, w]);
    let at = x;
    for (const child of [...node.children.values()].sort((a, b) => b.value - a.value)) {
      walk(child, at, level + 1);
      at += child.value / root.value * width;
    }
  })(root, 0, 0);
  const box = svg("svg", {viewBox: `0 0 ${width} ${(depth + 1) * row}`, class: "flame", role: "img", "aria-label": "flame graph of lost time"});
  for (const [node, x, level, w] of rects) {
    const rect = svg("rect", {x, y: level * row, width: w, height: row - 1, class: level ? "paused" : "idle", opacity: 1 - 0.06 * (level % 5)});
    rect.append(svg("title", {}, `${node.name}: ${time(node.value)}`));
    rect.addEventListener("click", () => { zoom = node === root ? null : node; flame(); });
    box.append(rect);
    if (w > 40) box.append(svg("text", {x: x + 3, y: level * row + 13}, node.name.slice(0, Math.floor(w / 6.5))));
  }
  byId("flame").replaceChildren(root.value ? box : el("p", {class: "dim"}, "Nothing was lost."));
}

function matrix() {
  const pairs = report.matrix || [];
  if (!pairs.length) return byId("matrix").append(el("p", {class: "dim"}, "No pair of threads."));
  const rows = [...new Set(pairs.map(p => p.loses))].slice(0, 20), cols = [...new Set(pairs.map(p => p.causes))].slice(0, 20);
  const out = el("table", {}, el("tr", {}, el("th", {}, "loses \\ causes"), ...cols.map(c => el("th", {class: "n"}, c))));
  for (const r of rows) {
    out.append(el("tr", {}, el("th", {}, r), ...cols.map(c => {
      const p = pairs.find(q => q.loses === r && q.causes === c);
      return el("td", {class: "n"}, p ? time(p.lost) : "");
    })));
  }
  byId("matrix").append(out);
}

function blocks() {
  const out = byId("blocks");
  out.append(el("tr", {}, ...["", "commits", "conflicts", "ratio", "p50", "p99", "reads", "writes"].map((h, i) => el("th", {class: i ? "n" : undefined}, h))));
  for (const b of report.blocks || []) {
    out.append(el("tr", {}, el("td", {}, b.name), ...[number(b.commits), number(b.conflicts), b.ratio.toFixed(2), time(b.p50), time(b.p99), b.reads.toFixed(1), b.writes.toFixed(1)]
      .map(v => el("td", {class: "n"}, v))));
  }
}

// whatIf draws how much faster than on one core the run would be, calculated
// from the time line, with and without the points chosen.
function whatIf() {
  const box = byId("whatif"), all = data.whatif;
  if (!all.length || all[0].rows.length < 2) return box.append(el("p", {class: "dim"}, "Too few threads worked at once."));
  const select = el("select", {onchange: draw}, ...all.slice(1).map((s, i) => el("option", {value: i + 1}, s.without.join(", "))));
  const plot = el("div"), note = el("p", {class: "dim"}, `Times for one core, as it is, over those for more. Calculated from who worked, lost and rested when, not measured; the bands say how much more may be lost when more threads meet.`);
  box.append(...(all.length > 1 ? [el("div", {class: "tools"}, el("label", {}, "Without ", select))] : []), plot, note);
  function draw() {
    const base = all[0].rows, chosen = all[+select.value || 0].rows, one = (base[0].as_it_is.at_best + base[0].as_it_is.at_worst) / 2;
    const speed = r => [one / r.at_worst, one / r.at_best];
    const lines = [["as it is", "paused", base.map(r => speed(r.as_it_is))]];
    if (all.length > 1) lines.push(["without " + all[+select.value].without.join(", "), "useful", chosen.map(r => speed(r.without))]);
    const top = Math.max(...lines.flatMap(l => l[2].map(s => s[1]))) * 1.1, w = 640, h = 240, left = 40, bottom = 24;
    const x = i => left + (w - left - 10) * i / Math.max(base.length - 1, 1), y = v => (h - bottom) * (1 - v / top) + 4;
    const image = svg("svg", {viewBox: `0 0 ${w} ${h}`, role: "img", "aria-label": "speed by cores"});
    for (const [name, kind, points] of lines) {
      const band = points.map((s, i) => `${x(i)},${y(s[1])}`).concat(points.map((s, i) => `${x(i)},${y(s[0])}`).reverse());
      image.append(svg("polygon", {points: band.join(" "), class: kind, "fill-opacity": 0.35, stroke: "currentColor", "stroke-width": 0.5}, svg("title", {}, name)));
    }
    base.forEach((r, i) => image.append(svg("text", {x: x(i) - 4, y: h - 6}, String(r.cores))));
    for (let v = 1; v <= top; v += Math.max(1, Math.round(top / 5))) image.append(svg("text", {x: 4, y: y(v) + 4}, v + "×"));
    const show = r => r.at_worst - r.at_best < 0.01 * r.at_worst ? time(r.at_best) : `${time(r.at_best)} – ${time(r.at_worst)}`;
    plot.replaceChildren(image, el("table", {}, el("tr", {}, ...["cores", "as it is", ...(all.length > 1 ? [lines[1][0], "faster"] : [])].map(t => el("th", {class: "n"}, t))),
      ...base.map((r, i) => el("tr", {}, ...[number(r.cores), show(r.as_it_is), ...(all.length > 1 ? [show(chosen[i].without), chosen[i].gain.toFixed(2) + "×"] : [])].map(t => el("td", {class: "n"}, t))))));
  }
  draw();
}

function sources() {
  for (const name of Object.keys(data.sources).sort()) {
    const costs = data.costs[name], box = el("div", {class: "src"});
    (data.sources[name] || []).forEach((line, i) => {
      const c = costs[i + 1];
      box.append(el("span", {class: c && c[0] ? "hot" : undefined}, (c && c[0] ? time(c[0]) : "").padStart(10) + (c && c[1] ? time(c[1]) : "").padStart(10) + String(i + 1).padStart(6) + "  " + line + "\n"));
    });
    byId("sources").append(el("details", {}, el("summary", {}, name + " (lost, caused)"), box));
  }
}

function about() {
  const say = text => byId("about").append(el("li", {}, text));
  say(`Gorgon ${report.gorgon}; ${number(report.commits)} commits, ${number(report.conflicts)} conflicts, longest transaction ${time(report.longest_transaction)}.`);
  say("Lost is work that was thrown away and time spent waiting for others, in thread-seconds. The gain bounds what a point's disappearance could bring.");
  for (const c of report.caveats || []) say(c + ".");
  for (const c of data.cut) say("Left out: " + c + ".");
  for (const a of report.advice || []) byId("about").append(el("li", {}, advice(a)));
}

for (const t of report.timeline.threads) byId("thread").append(el("option", {value: t.name}, t.name));
byId("search").addEventListener("input", table);
byId("thread").addEventListener("change", table);
for (const id of ["metric", "inverted"]) byId(id).addEventListener("change", () => { zoom = null; flame(); });
heading(); table(); timeline(); whatIf(); flame(); matrix(); blocks(); sources(); about();
if (report.points.length) drawer(report.points[0]);
