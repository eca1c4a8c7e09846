package lab.harmony.reports.grid.facts;

import lab.harmony.recipe.Recipe;

/// How a picture was asked for, besides its place on the axes.
///
/// @param recipe of this picture
/// @param template the template of the prompt library with this wording; empty if none has it
public record GridSettings(Recipe recipe, String template, String prompt, String negativePrompt) {}
