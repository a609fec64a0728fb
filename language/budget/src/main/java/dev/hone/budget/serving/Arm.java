package dev.hone.budget.serving;

import dev.hone.lm.LanguageModel;

/**
 * A model that may answer.
 *
 * @param name by which clients and predictors know it
 * @param model draws its samples
 */
public record Arm(String name, LanguageModel model) {}
