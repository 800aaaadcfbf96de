"use strict";

// The colours that a reader chose are kept for this page only. Some browsers refuse storage to files; the choice is lost then.
const themeKey = "escala-theme:" + location.pathname;

function storedTheme() {
  try {
    return localStorage.getItem(themeKey);
  } catch {
    return null;
  }
}

function storeTheme(theme) {
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    return;
  }
}

function currentTheme() {
  const wish = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return document.documentElement.dataset.theme || wish;
}

// Before the page is drawn, so that it never flashes in the other colours.
const firstTheme = storedTheme();
if (firstTheme === "light" || firstTheme === "dark") {
  document.documentElement.dataset.theme = firstTheme;
}

function prepareTheme() {
  const button = document.getElementById("theme");
  const label = () => {
    button.textContent = currentTheme() === "dark" ? button.dataset.light : button.dataset.dark;
  };
  button.addEventListener("click", () => {
    const theme = currentTheme() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    storeTheme(theme);
    label();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  label();
  button.hidden = false;
}

function cellOf(row, column) {
  return row.cells[column];
}

// What has no value comes last in both directions. Numbers go by data-value, other cells by their words.
function compareRows(column, direction, collator) {
  return (one, other) => {
    const a = cellOf(one, column);
    const b = cellOf(other, column);
    const hasValue = (cell) => cell && !cell.classList.contains("remark") && cell.textContent.trim() !== "–";
    if (!hasValue(a) || !hasValue(b)) {
      return Number(hasValue(b)) - Number(hasValue(a));
    }
    const areNumbers = a.dataset.value !== undefined && b.dataset.value !== undefined;
    return direction * (areNumbers ? Number(a.dataset.value) - Number(b.dataset.value) : collator.compare(a.textContent, b.textContent));
  };
}

function sortBy(table, header) {
  const ascending = header.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) {
    other.removeAttribute("aria-sort");
  }
  header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const body = table.tBodies[0];
  const rows = Array.from(body.rows).sort(compareRows(header.cellIndex, ascending ? 1 : -1, collator));
  body.append(...rows);
}

function prepareTable(table) {
  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sortBy(table, header));
    header.append(button);
  }
}

// Boxes take the keyboard's focus only where there is something to scroll to.
function prepareScrolling(box) {
  const update = () => {
    const scrolls = box.scrollWidth > box.clientWidth;
    box.classList.toggle("scrolls", scrolls);
    if (scrolls) {
      box.tabIndex = 0;
    } else {
      box.removeAttribute("tabindex");
    }
  };
  new ResizeObserver(update).observe(box);
}

function textOf(source) {
  const text = document.getElementById(source).textContent;
  return source === "results" ? text : JSON.parse(text);
}

function prepareDownload(button) {
  button.addEventListener("click", () => {
    const type = button.dataset.file.endsWith(".json") ? "application/json" : "text/csv";
    const address = URL.createObjectURL(new Blob([textOf(button.dataset.source)], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = button.dataset.file;
    link.click();
    URL.revokeObjectURL(address);
  });
  button.hidden = false;
}

// On narrow screens the contents begin closed, since they would push the answer away.
function prepareContents() {
  const narrow = matchMedia("(max-width: 69.99rem)");
  const details = document.querySelector(".contents details");
  const update = () => {
    details.open = !narrow.matches;
  };
  narrow.addEventListener("change", update);
  update();
}

// Marks the section that is being read in the contents.
function prepareReading() {
  const links = new Map(Array.from(document.querySelectorAll(".contents a"), (link) => [link.hash.slice(1), link]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((one) => one.isIntersecting)) {
        links.forEach((link) => link.removeAttribute("aria-current"));
        links.get(entry.target.id).setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-10% 0px -80% 0px" },
  );
  document.querySelectorAll("main section[id]:not(.chapter)").forEach((section) => observer.observe(section));
}

document.addEventListener("DOMContentLoaded", () => {
  prepareTheme();
  prepareContents();
  prepareReading();
  document.querySelectorAll("table").forEach(prepareTable);
  document.querySelectorAll(".scroll").forEach(prepareScrolling);
  document.querySelectorAll("[data-file]").forEach(prepareDownload);
});
