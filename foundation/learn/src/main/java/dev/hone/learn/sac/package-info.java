/** Soft actor-critic for real-valued actions (Haarnoja et al. 2018) and for choices (Christodoulou 2019). */
@org.jspecify.annotations.NullMarked
package dev.hone.learn.sac;
