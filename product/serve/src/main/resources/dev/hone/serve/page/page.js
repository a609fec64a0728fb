"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const known = x => typeof x === "number" && Number.isFinite(x);
  const whole = x => known(x) ? x.toLocaleString("en", {maximumFractionDigits: 0}) : "–";
  const short = x => !known(x) ? "–" : Math.abs(x) < 100000 ? whole(x)
      : x.toLocaleString("en", {notation: "compact", minimumFractionDigits: 1, maximumFractionDigits: 1});
  const percent = (x, digits = 0) => known(x) ? (100 * x).toFixed(digits).replace("-", "−") + " %" : "–";
  const within = (x, low, high) => Math.min(high, Math.max(low, x));

  // every text comes in here: nothing that a client or a model wrote is ever read as markup
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    for (const child of children) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return element;
  }
  const put = (id, text) => { $(id).textContent = text; };

  function span(seconds) {
    if (seconds < 90) return Math.max(0, Math.round(seconds)) + " s";
    if (seconds < 5400) return Math.round(seconds / 60) + " min";
    if (seconds < 172800) return Math.round(seconds / 3600) + " h";
    return Math.round(seconds / 86400) + " days";
  }

  function fill(bar, share, over) {
    bar.classList.toggle("over", over);
    bar.firstElementChild.hidden = !(share > 0);
    bar.firstElementChild.style.width = 100 * within(share, 0, 1) + "%";
  }

  function spent(id, used, uniform) {
    put(id, short(used));
    fill($(id + "-bar"), uniform > 0 ? used / uniform : 0, uniform > 0 && used > uniform);
    put(id + "-under", uniform > 0 ? "of " + short(uniform) + " spent uniformly" : "nothing to compare yet");
  }

  function saving(interval) {
    const {estimate, low, high} = interval;
    put("saving", percent(estimate));
    const range = $("saving-range");
    const bounded = known(low) && known(high);
    range.firstElementChild.hidden = !bounded;
    range.lastElementChild.hidden = !known(estimate);
    if (bounded) {
      range.firstElementChild.style.left = 100 * within(low, 0, 1) + "%";
      range.firstElementChild.style.right = 100 - 100 * within(high, 0, 1) + "%";
    }
    if (known(estimate)) range.lastElementChild.style.left = 100 * within(estimate, 0, 1) + "%";
    put("saving-under", bounded ? "95 % interval " + percent(low) + " to " + percent(high) : "too few requests for an interval");
  }

  const UNITS = {
    SAMPLES: {show: x => known(x) ? x.toFixed(2) : "–", word: "samples a request"},
    STRONG_SHARE: {show: x => percent(x, 1), word: "strong calls"},
    USD: {show: x => known(x) ? "$" + x.toPrecision(3) : "–", word: "a request"},
  };

  function servedRow(s) {
    const unit = UNITS[s.unit];
    const mean = s.mean.estimate;
    const bar = make("div", "bar", make("i", ""), make("b", ""));
    // the mark stands at four fifths, so that a mean beyond it can be seen
    fill(bar, known(mean) ? .8 * mean / s.target : 0, known(mean) && mean > s.target);
    bar.lastElementChild.style.left = "80%";
    const bounded = known(s.mean.low) && known(s.mean.high);
    const number = make("div", "number", unit.show(mean) + " of " + unit.show(s.target) + " ", make("small", "", unit.word));
    const cost = short(s.spent.samples) + " samples, " + short(s.spent.tokens) + " tokens";
    const saved = known(s.spent.saving.estimate) ? "saved " + percent(s.spent.saving.estimate) : "saving not known yet";
    return make("div", "row served",
        make("div", "",
            make("div", "name", s.name),
            make("div", "small", whole(s.requests) + (s.requests === 1 ? " request" : " requests"))),
        make("div", "", number, bar),
        make("div", "small",
            make("div", "", cost + ", " + saved),
            make("div", "", bounded ? "95 % interval " + unit.show(s.mean.low) + " to " + unit.show(s.mean.high) : "")));
  }

  const HEALTH = {UP: ["good", "up"], DEGRADED: ["warn", "degraded"], DOWN: ["bad", "down"]};

  function upstreamRow(u) {
    const [colour, word] = HEALTH[u.health];
    const calls = whole(u.calls) + (u.calls === 1 ? " call" : " calls") + ", " + whole(u.failures) + " failed"
        + (known(u.medianSeconds) ? ", median " + seconds(u.medianSeconds) : "");
    return make("div", "row upstream",
        make("div", "", make("div", "name " + colour, make("span", "dot"), make("span", "", u.name)), make("div", "small", u.model)),
        make("div", "", make("div", "", word + ": " + calls), make("div", "small", u.detail)));
  }

  function seconds(x) {
    return x < 1 ? (1000 * x).toPrecision(3) + " ms" : x.toPrecision(3) + " s";
  }

  function errorRow(now, e) {
    return make("div", "row error",
        make("div", "small", span(now - e.at) + " ago"),
        make("div", "status", e.status === 0 ? "cut" : e.status),
        make("div", "text", make("div", "", e.message), make("div", "small", e.name)));
  }

  function rows(id, elements, nothing) {
    $(id).replaceChildren(...(elements.length > 0 ? elements : [make("div", "empty", nothing)]));
  }

  function state(colour, word) {
    $("state").className = "state " + colour;
    if ($("state-word").textContent !== word) put("state-word", word);
  }

  function show(s) {
    document.body.classList.remove("stale");
    const down = s.upstreams.filter(u => u.health !== "UP").length;
    if (s.stopping) state("warn", "stopping");
    else if (down > 0) state("warn", "serving, " + down + " of " + s.upstreams.length + " upstreams not well");
    else state("good", "serving");
    put("facts", [s.version, "up " + span(s.now - s.startedAt), s.recording ? "recording" : "not recording",
        s.explored > 0 ? "exploring " + percent(s.explored, 1) : ""].filter(x => x !== "").join(" · "));
    put("requests", short(s.requests));
    put("requests-under", whole(s.running) + " running, " + whole(s.failed) + " failed");
    spent("samples", s.spent.samples, s.spent.uniformSamples);
    spent("tokens", s.spent.tokens, s.spent.uniformTokens);
    saving(s.spent.saving);
    rows("served", s.served.map(servedRow), "No request yet.");
    rows("upstreams", s.upstreams.map(upstreamRow), "No upstream is configured.");
    rows("errors", s.errors.map(e => errorRow(s.now, e)), "None.");
  }

  async function refresh() {
    try {
      const answer = await fetch("/status.json", {cache: "no-store"});
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
    } catch (e) {
      document.body.classList.add("stale");
      state("bad", "no answer from the server");
    }
  }

  // one question at a time, and none while nobody looks
  async function loop() {
    for (;;) {
      if (!document.hidden) await refresh();
      await new Promise(done => setTimeout(done, 2000));
    }
  }
  loop();
})();
