package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.people.Actor;

/// Something new has this name; published as a Spring event.
public record ExperimentMade(ExperimentSlug experiment, Notebook notebook, Actor by) {}
