// Draws the charts of the page and leads from a mark to the sentences. The page's text needs none of this.
const charts = JSON.parse(document.getElementById("charts").textContent);
const config = {
  font: "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
  background: "transparent",
  view: { stroke: "transparent" },
  axis: {
    labelColor: "var(--soft)", titleColor: "var(--soft)", titleFontWeight: "normal", labelFontSize: 12,
    gridColor: "var(--line)", domainColor: "var(--line)", tickColor: "var(--line)",
  },
  events: { defaults: { prevent: false } },
};

function reveal(id) {
  const target = document.getElementById(id);
  if (!target) return;
  if (target.tagName === "DETAILS") target.open = true;
  const month = target.closest("details.month");
  if (month) month.open = true;
  target.scrollIntoView({ block: "start" });
  (target.querySelector("summary") || target).focus({ preventScroll: true });
  history.replaceState(null, "", "#" + id);
}

function led(view) {
  let from = [0, 0];
  view.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; });
  view.addEventListener("click", (event, item) => {
    const moved = Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 5;
    if (!moved && item && item.datum && item.datum.anchor) reveal(item.datum.anchor);
  });
}

function zoomable(box, view) {
  const tools = box.parentElement.querySelector(".zoom");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const factor = Number(event.target.dataset.zoom);
    if (Number.isNaN(factor)) return;
    const zoom = factor ? Math.min(32, Math.max(1, view.signal("zoom") * factor)) : 1;
    view.signal("zoom", zoom).runAsync();
    box.classList.toggle("zoomed", zoom > 1);
  });
}

async function draw(name) {
  const box = document.getElementById(name);
  try {
    const { view } = await vegaEmbed(box, { ...charts[name], width: box.clientWidth }, {
      mode: "vega", renderer: "svg", ast: true, actions: false, defaultStyle: false, config,
      tooltip: { disableDefaultStyle: true },
    });
    led(view);
    if (name === "map") zoomable(box, view);
    let width = box.clientWidth;
    new ResizeObserver(() => {
      if (box.clientWidth === width) return;
      width = box.clientWidth;
      view.width(width).runAsync();
    }).observe(box);
    box.dataset.drawn = "yes";
  } catch (error) {
    box.dataset.failed = String(error);
    box.textContent = "This chart could not be drawn. What it shows stands in the text below.";
    console.error(name, error);
  }
}

function searchable() {
  const search = document.getElementById("search");
  if (!search) return;
  search.closest("form").hidden = false;
  const told = document.getElementById("found");
  const events = [...document.querySelectorAll("details.event")].map((event) => [event, event.textContent.toLowerCase()]);
  search.closest("form").addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [event, text] of events) {
      event.hidden = !words.every((word) => text.includes(word));
      count += event.hidden ? 0 : 1;
    }
    for (const month of document.querySelectorAll("details.month")) {
      month.hidden = !month.querySelector("details.event:not([hidden])");
      if (words.length) month.open = true;
    }
    told.textContent = words.length ? `${count} of ${events.length}` : "";
  });
}

window.addEventListener("hashchange", () => reveal(decodeURIComponent(location.hash.slice(1))));
Promise.all(Object.keys(charts).map(draw)).then(() => {
  searchable();
  document.body.dataset.ready = "yes";
  if (location.hash) reveal(decodeURIComponent(location.hash.slice(1)));
});
