/** Students that remember the episode, for choices: discrete soft actor-critic beside a teacher, over whole episodes. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.recurrent;
