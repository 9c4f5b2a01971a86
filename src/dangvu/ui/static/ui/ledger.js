/* Every page reads and works without this. It opens the source of a figure beside the page instead of on a new one,
   gives the keys / o d k Esc, and closes what was opened. */
"use strict";

(() => {
  const source = () => document.getElementById("source");

  function mark(opened) {
    document.querySelectorAll("a[aria-expanded=true]").forEach((fig) => fig.removeAttribute("aria-expanded"));
    if (opened) opened.setAttribute("aria-expanded", "true");
  }

  async function openSource(href, figure) {
    const answer = await fetch(href, { headers: { "HX-Request": "true", "HX-Target": "source" } });
    if (!answer.ok && answer.status >= 500) return location.assign(href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("source");
    if (!found) return location.assign(href);
    source().replaceWith(document.importNode(found, true));
    htmx.process(source());
    mark(figure);
    source().focus({ preventScroll: true });
  }

  function closeSource(href) {
    history.pushState({}, "", href);
    source().replaceChildren();
    const figure = document.querySelector("a[aria-expanded=true]");
    mark(null);
    if (figure) figure.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const figure = event.target.closest("a:is(.fig, .mark)[href*='figure=']");
    if (figure && source()) {
      event.preventDefault();
      const href = String(figure.href.baseVal ?? figure.href).replace(/#.*$/, "");
      history.pushState({ figure: true }, "", href);
      openSource(href, figure);
      return;
    }
    const close = event.target.closest("#source [data-close]");
    if (close) {
      event.preventDefault();
      closeSource(close.href);
      return;
    }
    document.querySelectorAll("details[name=ctx][open]").forEach((one) => {
      if (!one.contains(event.target)) one.open = false;
    });
  });

  addEventListener("popstate", () => {
    if (/[?&]figure=/.test(location.search)) openSource(location.href, null);
    else if (source()) source().replaceChildren();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details[name=ctx][open]");
      const close = document.querySelector("#source [data-close]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      } else if (close) closeSource(close.href);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.tagName === "DETAILS") {
      wanted.open = true;
      wanted.querySelector("input:not([type=hidden])").select();
    } else wanted.focus();
  });

  /* All rows of a table by one box, and how many are chosen. */
  document.addEventListener("change", (event) => {
    const table = event.target.closest("table");
    if (!table) return;
    if (event.target.matches("[data-all]")) {
      table.querySelectorAll("tbody input[type=checkbox]").forEach((box) => (box.checked = event.target.checked));
    }
    table.querySelectorAll("tbody tr").forEach((row) => {
      const box = row.querySelector("input[type=checkbox]");
      if (box) row.setAttribute("aria-selected", String(box.checked));
    });
    const count = document.querySelector("[data-chosen]");
    if (count) count.textContent = table.querySelectorAll("tbody input[type=checkbox]:checked").length;
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
})();
