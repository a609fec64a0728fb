"use strict";
const film = JSON.parse(document.getElementById("film").textContent);
const picture = document.getElementById("picture");
const slider = document.getElementById("slider");
const number = document.getElementById("number");
const play = document.getElementById("play");
let timer = 0;

function show(index) {
  slider.value = String(index);
  number.textContent = index + 1 + " of " + film.pictures.length;
  picture.src = "data:image/png;base64," + film.pictures[index];
}

function pause() {
  clearInterval(timer);
  timer = 0;
  play.textContent = "Play";
}

function run() {
  timer = setInterval(() => show((Number(slider.value) + 1) % film.pictures.length), film.delay);
  play.textContent = "Pause";
}

slider.addEventListener("input", () => {
  pause();
  show(Number(slider.value));
});
play.addEventListener("click", () => (timer ? pause() : run()));
show(0);
run();
