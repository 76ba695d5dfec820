// The page's own script: figures that answer to the pointer, filters and search. It writes text as text (textContent), never as markup.
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('page-data').textContent);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  for (const controls of all('.controls')) controls.hidden = false;

  // Figures: drawn when they come near, the still drawing stays for print.
  const drawn = new Map();
  const look = () => ({ 'font.color': css('--ink'), 'xaxis.gridcolor': css('--rule'), 'yaxis.gridcolor': css('--rule') });
  function draw(figure) {
    const id = figure.dataset.figure;
    const spec = data.figures[id];
    if (drawn.has(id) || !spec || !figure.offsetParent) return;
    const plot = document.createElement('div');
    plot.className = 'live';
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', figure.querySelector('svg').getAttribute('aria-label'));
    drawn.set(id, plot);
    figure.querySelector('.scroll').append(plot);
    figure.classList.add('is-live');
    Plotly.newPlot(plot, spec.data, spec.layout, { responsive: true, displayModeBar: false })
      .then(() => Plotly.relayout(plot, look()))
      .then(() => performance.mark('figure-' + id))
      .catch(error => { figure.classList.remove('is-live'); plot.remove(); throw error; });
  }
  const figures = all('figure.plot');
  if (window.Plotly) {
    const near = new IntersectionObserver(entries => {
      for (const entry of entries) if (entry.isIntersecting) draw(entry.target);
    }, { rootMargin: '800px' });
    figures.forEach(figure => near.observe(figure));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(plot => Plotly.relayout(plot, look())));
  }

  // Two runs side by side: the chosen pair is shown.
  for (const choice of all('select.pair')) {
    const show = () => {
      for (const side of all('.side')) side.hidden = side.dataset.pair !== choice.value;
      if (window.Plotly) figures.forEach(figure => figure.closest('.side:not([hidden])') && draw(figure));
    };
    choice.addEventListener('change', show);
    show();
  }

  // Tasks: rows are made from the data, a hundred at a time.
  const STEP = 100;
  const score = v => v === null ? '-' : v.toFixed(3);
  const words = { generalizes: ['yes', 'generalizes'], doesNot: ['no', 'does not'], inconclusive: ['open', 'inconclusive'] };
  const count = n => n.toLocaleString('en-US');
  function cell(row, name, text, style) {
    const element = document.createElement(name);
    if (style) element.className = style;
    if (text !== undefined) element.textContent = text;
    row.append(element);
    return element;
  }
  function bar(threshold, [, , , verdict, estimate, lower, upper]) {
    const x = v => 2 + 160 * Math.min(1, Math.max(0, v));
    const make = (name, attributes) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const key in attributes) element.setAttribute(key, attributes[key]);
      return element;
    };
    const svg = make('svg', { class: words[verdict][0], viewBox: '0 0 164 16', 'aria-hidden': 'true' });
    svg.append(make('path', { class: 'grid', d: 'M2 8H162' }), make('path', { class: 'threshold', d: `M${x(threshold)} 0V16` }));
    if (lower !== null) svg.append(make('path', { class: 'bar', d: `M${x(lower)} 8H${x(upper)}` }));
    if (estimate !== null) svg.append(make('circle', { class: 'mark', cx: x(estimate), cy: 8, r: 4 }));
    return svg;
  }
  function line(threshold, task) {
    const [, name, category, verdict, estimate, lower, upper, p, records, unscored, reason] = task;
    const row = document.createElement('tr');
    const head = cell(row, 'th');
    head.scope = 'row';
    cell(head, 'bdi', name);
    cell(cell(head, 'span', undefined, 'sub'), 'bdi', category);
    cell(row, 'td', undefined, 'drawn').append(bar(threshold, task));
    cell(row, 'td', score(estimate), 'n');
    cell(row, 'td', lower === null ? reason || '-' : `${score(lower)} to ${score(upper)}`, 'n');
    cell(cell(row, 'td'), 'span', words[verdict][1], 'verdict ' + words[verdict][0]);
    cell(row, 'td', p === null ? '-' : p < .001 ? '< 0.001' : p.toFixed(3), 'n');
    cell(row, 'td', count(records), 'n');
    cell(row, 'td', count(unscored), 'n');
    return row;
  }
  const orders = {
    low: (a, b) => (a[4] ?? -1) - (b[4] ?? -1),
    high: (a, b) => (b[4] ?? -1) - (a[4] ?? -1),
    name: (a, b) => a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0,
    wide: (a, b) => (b[6] - b[5]) - (a[6] - a[5]),
  };
  for (const section of all('section.tasks')) {
    const tasks = data.tasks[section.dataset.report];
    const threshold = Number(section.dataset.threshold);
    const find = section.querySelector('.find'), verdict = section.querySelector('.by-verdict'), order = section.querySelector('.order');
    const tables = all('table', section).map(table => {
      const more = table.closest('.scroll').nextElementSibling;
      all('.note', more).forEach(note => note.remove());
      return { level: table.dataset.level, body: table.tBodies[0], button: more.querySelector('button'), rows: [], shown: 0 };
    });
    const fill = (table, first) => {
      if (first) { table.body.replaceChildren(); table.shown = 0; }
      table.body.append(...table.rows.slice(table.shown, table.shown + STEP).map(task => line(threshold, task)));
      table.shown = Math.min(table.rows.length, table.shown + STEP);
      table.button.hidden = table.shown === table.rows.length;
      table.button.textContent = `Show ${count(Math.min(STEP, table.rows.length - table.shown))} more of ${count(table.rows.length - table.shown)}`;
    };
    const filter = () => {
      const text = find.value.trim().toLowerCase();
      const kept = tasks.filter(task => (!verdict.value || task[3] === verdict.value) && (!text || task[1].toLowerCase().includes(text) || task[2].toLowerCase().includes(text)));
      for (const table of tables) {
        table.rows = kept.filter(task => task[0] === table.level).sort(orders[order.value]);
        fill(table, true);
      }
      section.querySelector('.count').textContent = `${count(kept.length)} of ${count(tasks.length)}`;
    };
    tables.forEach(table => table.button.addEventListener('click', () => {
      const next = table.shown;
      fill(table, false);
      const row = table.body.rows[next];
      if (row) { row.tabIndex = -1; row.focus({ preventScroll: true }); }
    }));
    find.addEventListener('input', filter);
    verdict.addEventListener('change', filter);
    order.addEventListener('change', filter);
    filter();
  }

  // Answers: all are in the page, those that do not match are hidden.
  for (const section of all('section.answers')) {
    const answers = all('.answer', section).map(element => ({ element, text: element.textContent.toLowerCase() }));
    const find = section.querySelector('.find'), level = section.querySelector('.by-level'), kind = section.querySelector('.by-kind');
    const filter = () => {
      const text = find.value.trim().toLowerCase();
      let shown = 0;
      for (const answer of answers) {
        const keep = (!text || answer.text.includes(text)) && (!level.value || answer.element.dataset.level === level.value) && (!kind.value || answer.element.dataset.kind === kind.value);
        answer.element.hidden = !keep;
        shown += keep;
      }
      section.querySelector('.count').textContent = `${count(shown)} of ${count(answers.length)}`;
    };
    find.addEventListener('input', filter);
    level.addEventListener('change', filter);
    kind.addEventListener('change', filter);
    filter();
  }
  performance.mark('page-ready');
})();
