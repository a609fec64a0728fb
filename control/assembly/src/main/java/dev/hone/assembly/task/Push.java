package dev.hone.assembly.task;

/**
 * How strongly random pushes act on a body.
 *
 * @param body its name in the scene
 * @param force factor of the level's force
 * @param torque factor of the level's torque
 */
record Push(String body, double force, double torque) {}
