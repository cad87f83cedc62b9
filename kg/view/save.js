"use strict";
// What is shown, taken out of the page: as a picture, as tables, and as the question that gives the same.
const Save = (() => {
  const {make, button, svg, byId} = Dom, {t} = Words;
  const SHARP = 2.5;
  let told = null, scene = null;

  function download(name, type, data) {
    const link = make("a", ""), url = URL.createObjectURL(data instanceof Blob ? data : new Blob([data], {type}));
    Object.assign(link, {href: url, download: name});
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  // ---- pictures
  const PALE = {opacity: 0.25};
  // what no XML may hold
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const serif = () => Look.ink("serif").replace(/"/g, "'");

  function shape({x, y, r, kind, disc, pale}) {
    const look = Look.of(kind), scale = 2 * r / 11;
    return svg("path", {d: (!disc && Look.OUTLINES[look.shape]) || Look.OUTLINES.dot, fill: look.colour, stroke: Look.rim(kind),
      "stroke-width": 1 / scale, ...(disc ? {"fill-opacity": 0.72} : {}), ...(pale ? PALE : {}),
      transform: `translate(${x - 6.5 * scale} ${y - 6.5 * scale}) scale(${scale})`});
  }

  const ring = (x, y, r) => svg("circle", {cx: x, cy: y, r: r + 6, fill: "none", stroke: Look.ink("accent"), "stroke-width": 2.5});

  function line({x1, y1, x2, y2, colour, width, dashes, pale}) {
    const dashed = dashes.length ? {"stroke-dasharray": dashes.join(" ")} : {};
    return svg("line", {x1, y1, x2, y2, stroke: colour, "stroke-width": width, ...dashed, ...(pale ? PALE : {})});
  }

  // the head of an arrow, its tip at the rim of the shape
  function head({x1, y1, x2, y2, colour, pale, head: {back, long}}) {
    const far = Math.hypot(x2 - x1, y2 - y1) || 1, [dx, dy] = [(x2 - x1) / far, (y2 - y1) / far];
    const corner = (along, aside) => [x2 - dx * (back + along * long) - dy * aside * long, y2 - dy * (back + along * long) + dx * aside * long].join(" ");
    return svg("polygon", {points: [corner(0, 0), corner(1, 0.3), corner(0.9, 0), corner(1, -0.3)].join(" "), fill: colour, ...(pale ? PALE : {})});
  }

  const ground = (outline, margin, pale) => svg("polygon", {points: outline.map(({x, y}) => `${x} ${y}`).join(" "), fill: Look.ink("region"), stroke: Look.ink("region"),
    "stroke-width": 2 * margin, "stroke-linejoin": "round", ...(pale ? PALE : {})});

  const place = ({x, y, text, size, strong}, pale) => svg("text", {x, y, "font-size": size, "font-weight": 700, "text-anchor": "middle",
    fill: Look.ink(strong ? "accent" : "region-name"), "font-family": serif(), "letter-spacing": size / 4,
    ...(strong ? {stroke: Look.ink("paper"), "stroke-width": 3, "paint-order": "stroke"} : {}), ...(pale ? PALE : {})}, text);

  const letters = ({text, x, y, size, weight, colour}) => svg("text", {x, y, "font-size": size, "font-weight": weight, fill: colour, "text-anchor": "middle",
    "dominant-baseline": "central", stroke: Look.ink("paper"), "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke"}, text);

  // what is seen of the map, as an element
  function drawing() {
    const {wide, high, grounds, margin, pale, lines, nodes, names, regions} = scene.snapshot();
    const strong = regions.some(each => each.strong), places = regions.map(each => place(each, pale));
    const root = svg("svg", {xmlns: "http://www.w3.org/2000/svg", width: wide, height: high, viewBox: `0 0 ${wide} ${high}`,
      "font-family": Look.ink("sans").replace(/"/g, "'")});
    root.append(svg("title", {}, told.title || t("brand")), svg("rect", {width: wide, height: high, fill: Look.ink("paper")}),
      ...grounds.map(outline => ground(outline, margin, pale)), ...(strong ? [] : places), ...lines.map(line), ...lines.filter(each => each.head).map(head));
    for (const node of nodes) root.append(shape(node), ...(node.ring ? [ring(node.x, node.y, node.r)] : []));
    root.append(...(strong ? places : []), ...names.map(letters));
    return root;
  }

  function picture() {
    const root = drawing();
    return {wide: root.width.baseVal.value, high: root.height.baseVal.value, text: new XMLSerializer().serializeToString(root).replace(UNFIT, "")};
  }

  // on paper stands the picture, not the canvas, which no sheet fits
  function onPaper() {
    const sheet = drawing();
    sheet.id = "sheet";
    byId("map").after(sheet);
  }
  addEventListener("beforeprint", () => { if (scene && !byId("sheet")) onPaper(); });
  addEventListener("afterprint", () => byId("sheet")?.remove());

  async function png() {
    const {wide, high, text} = picture(), image = new Image(), canvas = make("canvas", "");
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    [canvas.width, canvas.height] = [wide * SHARP, high * SHARP];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => canvas.toBlob(data => data ? done(data) : failed(new Error(t("tooLarge"))), "image/png"));
  }

  // ---- tables
  async function rows() {
    const found = [];
    for (const i of scene.facts()) {
      const fact = Facts.fact(i), article = Facts.article(fact.article), quote = fact.quote >= 0 ? await Facts.quote(fact.quote) : null;
      const words = quote ? Facts.points(quote.text).slice(quote.begin, quote.end).join("") : "";
      found.push({
        subject: Facts.name(fact.subject), property: fact.property, object: fact.object === undefined ? fact.value : Facts.name(fact.object),
        subjectIRI: Facts.iri(fact.subject), propertyIRI: told.terms + fact.property, objectIRI: fact.object === undefined ? "" : Facts.iri(fact.object),
        confidence: fact.sure, validFrom: fact.from, validTo: fact.to, rule: fact.rule, date: article?.date || "", paper: article?.newspaper || "",
        page: article?.page || "", headline: article?.headline || "", words,
      });
    }
    return found;
  }

  // a cell that a spreadsheet would take for a formula is told to be text
  const cell = value => {
    const text = String(value ?? ""), safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };

  async function csv() {
    const found = await rows(), columns = Object.keys(found[0] || {subject: "", property: "", object: ""});
    return "\ufeff" + [columns, ...found.map(row => columns.map(name => row[name]))].map(line => line.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  async function json() {
    const {kinds, properties, around, ...rest} = Filters.state;
    const filters = {...rest, around: around < 0 ? "" : Facts.iri(around), classesHidden: [...kinds], propertiesHidden: [...properties]};
    return JSON.stringify({title: told.title, filters, entities: scene.entities(), facts: await rows()}, null, 1);
  }

  const sparql = () => Query.sparql(told, scene.facts(), scene.bounded());

  // what goes wrong is said where it was asked for
  async function attempt(act, all) {
    all.parentElement.querySelector("[role=alert]")?.remove();
    try { await act(); } catch (error) {
      const said = make("p", "hint", t("saveFailed", {why: error.message}));
      said.setAttribute("role", "alert");
      all.after(said);
    }
  }

  function panel() {
    const box = Panel.head(make("h1", "", t("tabSave")), make("p", "hint", t("saveHint", {facts: Words.count(scene.facts().length)})));
    const ways = {
      png: async () => download("yutu.png", "image/png", await png()),
      svg: async () => download("yutu.svg", "image/svg+xml", picture().text),
      csv: async () => download("yutu.csv", "text/csv;charset=utf-8", await csv()),
      json: async () => download("yutu.json", "application/json", await json()),
    };
    const all = make("div", "ways");
    for (const [name, act] of Object.entries(ways)) {
      const one = button("output", () => attempt(act, all), make("b", "", name.toUpperCase()), make("span", "", t("save-" + name)));
      one.id = "save-" + name;
      all.append(one);
    }
    const query = make("textarea", "");
    Object.assign(query, {id: "sparql", readOnly: true, value: sparql(), rows: 14, spellcheck: false});
    query.setAttribute("aria-label", "SPARQL");
    const copy = button("path", () => { query.select(); document.execCommand("copy"); copy.textContent = t("copied"); }, t("copy"));
    box.append(all, make("h2", "", make("span", "", "SPARQL")), make("p", "hint", t("sparqlHint")), query, copy, button("path", () => print(), t("print")));
  }

  return {create(given, drawn) { told = given; scene = drawn; }, panel, picture, png, csv, json, sparql};
})();
