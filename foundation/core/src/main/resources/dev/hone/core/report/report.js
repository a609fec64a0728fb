/*
 * Draws every plot of the page. uPlot gives scales, axes, zoom and the pointer; the marks are drawn here, because bands,
 * whiskers, grouped bars and gaps follow one rule for all kinds of series: a null is not drawn.
 */
(() => {
  'use strict';
  const HEIGHT = 330, COLOURS = 8, NEAR = 80;
  const COMPACT = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 4});
  const GROUPED = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
  const root = document.documentElement;
  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const seriesColour = series => colour(series.mark === 'reference' ? 'soft' : 'c' + series.hue % COLOURS);
  const DASHES = [[], [7, 4], [2, 3]];
  const dash = series => series.mark === 'reference' ? [5, 5] : DASHES[Math.floor(series.hue / COLOURS) % DASHES.length];

  function element(tag, parent, text) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  function format(value) {
    if (value === null) return '–';
    if (Math.abs(value) < 1e-12) return '0';
    const size = Math.abs(value);
    const text = size >= 1e6 && size < 1e15 ? COMPACT.format(value)
      : size >= 1e15 || size < 1e-3 ? value.toExponential(2)
      : size >= 1000 ? GROUPED.format(value) : String(Number(value.toPrecision(4)));
    return text.replace('-', '−');
  }

  class Chart {
    constructor(figure) {
      this.box = figure.querySelector('.chart');
      this.spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
      let hue = 0;
      for (const series of this.spec.series) {
        series.shown = true;
        series.hue = series.mark === 'reference' ? 0 : hue++;
      }
      this.bars = this.spec.series.filter(series => series.mark === 'bars');
      this.step = this.barStep();
      this.legend(figure.querySelector('.legend'));
      this.tip = element('div', this.box);
      this.tip.className = 'tip';
      this.tip.hidden = true;
      if (!this.spec.series.some(series => series.y.some(y => y !== null))) {
        element('div', this.box, 'no data').className = 'empty';
      }
      this.draw();
      new ResizeObserver(() => {
        if (Math.abs(this.box.clientWidth - this.plot.width) >= 1) this.plot.setSize({width: this.box.clientWidth, height: HEIGHT});
      }).observe(this.box);
    }

    /** Builds the plot anew, as colours are read when it is built. */
    draw() {
      if (this.plot) this.plot.destroy();
      const {x, y} = this.spec;
      this.plot = new uPlot({
        width: this.box.clientWidth, height: HEIGHT, padding: [12, 14, 0, 0], legend: {show: false},
        cursor: {drag: {x: x.categories.length === 0, y: false}, points: {show: false}},
        scales: {x: this.scale(x, false), y: this.scale(y, true)},
        axes: [this.axis(x, false), this.axis(y, true)],
        series: [{}, {show: false}],
        hooks: {
          draw: [u => this.marks(u)],
          setCursor: [u => this.point(u)],
          ready: [u => u.root.addEventListener('mouseleave', () => { this.tip.hidden = true; })],
        },
      }, [[x.from, x.to], [null, null]], this.box);
    }

    scale(axis, fixed) {
      const scale = {time: false, range: (u, from, to) => fixed || from === null ? [axis.from, axis.to] : [from, to]};
      return axis.log ? {...scale, distr: 3, log: axis.log} : scale;
    }

    axis(axis, vertical) {
      const made = {
        label: axis.label, stroke: colour('soft'), labelFont: '13px system-ui, sans-serif', font: '12px system-ui, sans-serif',
        labelSize: 22, labelGap: 4, gap: 6, size: vertical ? 52 : 34,
        grid: {show: vertical, stroke: colour('faint'), width: 1},
        ticks: {show: !vertical, stroke: colour('line'), width: 1, size: 5},
        border: {show: !vertical, stroke: colour('line'), width: 1},
        values: (u, splits) => splits.map(value => value === null ? '' : format(value)),
      };
      if (axis.categories.length) {
        made.splits = axis.categories.map((name, i) => i);
        made.values = (u, splits) => splits.map(i => axis.categories[i] ?? '');
        // names that would run into each other are turned
        const longest = 6.5 * Math.max(...axis.categories.map(name => name.length)) + 10;
        const turned = () => longest > (this.box.clientWidth - 70) / axis.categories.length;
        made.rotate = () => turned() ? 40 : 0;
        made.size = () => turned() ? Math.min(120, 22 + longest * 0.64) : 34;
      } else if (axis.ticks.length) {
        made.splits = u => axis.ticks;
        made.filter = (u, splits) => splits;
      }
      return made;
    }

    /** Room for one group of bars, in units of x. */
    barStep() {
      const places = [...new Set(this.bars.flatMap(series => series.x))].sort((a, b) => a - b);
      let least = Infinity;
      for (let i = 1; i < places.length; i++) least = Math.min(least, places[i] - places[i - 1]);
      return Number.isFinite(least) ? least : 1;
    }

    /** Left and right end of bar i. */
    bar(series, i) {
      const shown = this.bars.filter(each => each.shown);
      const share = this.spec.x.categories.length ? 0.76 : shown.length > 1 ? 0.9 : 0.98;
      const width = this.step * share / shown.length;
      const left = series.x[i] - this.step * share / 2 + shown.indexOf(series) * width;
      return [left, left + width];
    }

    marks(u) {
      const pixel = u.pxRatio || devicePixelRatio || 1;
      const {ctx, bbox} = u;
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top - 4 * pixel, bbox.width, bbox.height + 4 * pixel);
      ctx.clip();
      const log = axis => value => value !== null && (!axis.log || value > 0);
      const drawable = {x: log(this.spec.x), y: log(this.spec.y)};
      const at = (key, value) => value === null || !drawable[key](value) ? null : u.valToPos(value, key, true);
      const shown = this.spec.series.filter(series => series.shown);
      if (this.bars.length) this.zero(ctx, bbox, at, pixel);
      for (const series of shown) if (series.mark === 'line') this.band(ctx, series, at);
      for (const series of shown) {
        ctx.strokeStyle = ctx.fillStyle = seriesColour(series);
        ctx.lineJoin = ctx.lineCap = 'round';
        ctx.setLineDash([]);
        if (series.mark === 'bars') this.drawBars(ctx, series, at, pixel);
        else if (series.mark === 'points') this.dots(ctx, series, at, pixel, true);
        else this.line(ctx, series, at, pixel);
      }
      ctx.restore();
    }

    /** The line that bars stand on. */
    zero(ctx, bbox, at, pixel) {
      const y = at('y', 0);
      if (y === null) return;
      ctx.strokeStyle = colour('soft');
      ctx.lineWidth = pixel;
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }

    band(ctx, series, at) {
      ctx.fillStyle = seriesColour(series);
      ctx.globalAlpha = 0.14;
      let top = [], bottom = [];
      const flush = () => {
        if (top.length > 1) {
          ctx.beginPath();
          top.forEach(([x, y], i) => i ? ctx.lineTo(x, y) : ctx.moveTo(x, y));
          bottom.reverse().forEach(([x, y]) => ctx.lineTo(x, y));
          ctx.closePath();
          ctx.fill();
        }
        top = [];
        bottom = [];
      };
      series.x.forEach((value, i) => {
        const x = at('x', value), low = at('y', series.low[i]), high = at('y', series.high[i]);
        if (x === null || low === null || high === null) return flush();
        top.push([x, high]);
        bottom.push([x, low]);
      });
      flush();
      ctx.globalAlpha = 1;
    }

    line(ctx, series, at, pixel) {
      ctx.lineWidth = (series.mark === 'reference' ? 1.25 : 2) * pixel;
      ctx.setLineDash(dash(series).map(length => length * pixel));
      ctx.beginPath();
      let pen = false;
      series.x.forEach((value, i) => {
        const x = at('x', value), y = at('y', series.y[i]);
        const down = x !== null && y !== null;
        if (down) pen ? ctx.lineTo(x, y) : ctx.moveTo(x, y);
        pen = down;
      });
      ctx.stroke();
      ctx.setLineDash([]);
      if (series.mark === 'line' && series.x.length <= 40) this.dots(ctx, series, at, pixel, false);
    }

    dots(ctx, series, at, pixel, whiskers) {
      const many = series.x.length > 60;
      const radius = (whiskers ? many ? 2.5 : 4 : 3) * pixel;
      series.x.forEach((value, i) => {
        const x = at('x', value), y = at('y', series.y[i]);
        if (x === null || y === null) return;
        if (whiskers) this.whisker(ctx, x, at('y', series.low[i]), at('y', series.high[i]), pixel, 1);
        ctx.globalAlpha = many ? 0.55 : 1;
        ctx.beginPath();
        ctx.arc(x, y, radius, 0, 2 * Math.PI);
        ctx.fill();
        ctx.globalAlpha = 1;
      });
    }

    drawBars(ctx, series, at, pixel) {
      const zero = at('y', this.spec.y.log ? this.spec.y.from : 0);
      const fill = ctx.fillStyle;
      series.x.forEach((value, i) => {
        const y = at('y', series.y[i]);
        if (y === null || value === null) return;
        const [left, right] = this.bar(series, i).map(end => at('x', end));
        if (left === null || right === null) return;
        ctx.fillStyle = fill;
        ctx.globalAlpha = 0.85;
        ctx.fillRect(left, Math.min(y, zero), Math.max(right - left, pixel), Math.abs(zero - y));
        ctx.globalAlpha = 1;
        ctx.strokeStyle = colour('ink');
        this.whisker(ctx, (left + right) / 2, at('y', series.low[i]), at('y', series.high[i]), pixel, 0.7);
      });
    }

    whisker(ctx, x, low, high, pixel, alpha) {
      if (low === null || high === null) return;
      ctx.globalAlpha = alpha;
      ctx.lineWidth = 1.5 * pixel;
      ctx.beginPath();
      ctx.moveTo(x, low);
      ctx.lineTo(x, high);
      for (const end of [low, high]) {
        ctx.moveTo(x - 3.5 * pixel, end);
        ctx.lineTo(x + 3.5 * pixel, end);
      }
      ctx.stroke();
      ctx.globalAlpha = 1;
    }

    /** Shows the value of the mark nearest to the pointer. */
    point(u) {
      const {left, top} = u.cursor;
      let best = null, least = NEAR;
      if (left >= 0) {
        for (const series of this.spec.series) {
          if (!series.shown || series.mark === 'reference') continue;
          series.x.forEach((value, i) => {
            if (value === null || series.y[i] === null) return;
            const ends = series.mark === 'bars' ? this.bar(series, i) : [value, value];
            const [from, to] = ends.map(end => u.valToPos(end, 'x'));
            const dx = left < from ? from - left : left > to ? left - to : 0;
            const y = u.valToPos(series.y[i], 'y');
            const distance = series.mark === 'bars' ? dx : Math.hypot(dx, top - y);
            if (distance < least || best === null && distance === least) {
              least = distance;
              best = {series, i, x: (from + to) / 2, y};
            }
          });
        }
      }
      this.tip.hidden = best === null;
      if (best) this.describe(u, best);
    }

    describe(u, {series, i, x, y}) {
      const {spec, tip, box} = this;
      const bin = series.mark === 'bars' ? this.step / 2 : 0;
      const place = spec.x.categories.length ? spec.x.categories[series.x[i]] ?? format(series.x[i])
        : bin ? format(series.x[i] - bin) + ' to ' + format(series.x[i] + bin) : format(series.x[i]);
      tip.replaceChildren();
      element('b', tip, series.name);
      element('div', tip, spec.x.label + ': ' + place);
      const {low, high} = {low: series.low[i], high: series.high[i]};
      const range = low === null && high === null ? '' : ' [' + format(low) + ', ' + format(high) + ']';
      element('div', tip, spec.y.label + ': ' + format(series.y[i]) + range);
      const right = u.over.offsetLeft + x + 12;
      const fits = right + tip.offsetWidth <= box.clientWidth;
      tip.style.left = Math.max(0, fits ? right : right - 24 - tip.offsetWidth) + 'px';
      tip.style.top = Math.max(0, u.over.offsetTop + y - tip.offsetHeight - 8) + 'px';
    }

    legend(box) {
      if (this.spec.series.length < 2) return;
      for (const series of this.spec.series) {
        const button = element('button', box);
        button.type = 'button';
        button.setAttribute('aria-pressed', 'true');
        button.title = 'show or hide';
        button.append(this.swatch(series), series.name);
        button.addEventListener('click', () => {
          series.shown = !series.shown;
          button.setAttribute('aria-pressed', String(series.shown));
          this.tip.hidden = true;
          this.plot.redraw();
        });
      }
    }

    /** A picture of the mark; its text is fixed here, nothing of the data goes into it. */
    swatch(series) {
      const holder = document.createElement('span');
      const line = '<path d="M1 6H21" stroke="currentColor" stroke-width="2" stroke-dasharray="' + dash(series).join(' ') + '"/>';
      const dot = '<circle cx="11" cy="6" r="3.5" fill="currentColor"/>';
      const bar = '<rect x="5" width="12" height="12" rx="2" fill="currentColor"/>';
      const picture = {line: line + dot, reference: line, points: dot, bars: bar}[series.mark];
      holder.innerHTML = '<svg viewBox="0 0 22 12" aria-hidden="true">' + picture + '</svg>';
      holder.style.color = series.mark === 'reference' ? 'var(--soft)' : 'var(--c' + series.hue % COLOURS + ')';
      return holder;
    }
  }

  const charts = [...document.querySelectorAll('figure.plot')].map(figure => new Chart(figure));
  const redraw = () => charts.forEach(chart => chart.draw());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => { root.dataset.theme = 'light'; redraw(); });
  addEventListener('afterprint', () => { delete root.dataset.theme; redraw(); });
})();
