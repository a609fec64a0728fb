/** Proximal policy optimisation (Schulman et al. 2017). */
@org.jspecify.annotations.NullMarked
package dev.hone.learn.ppo;
