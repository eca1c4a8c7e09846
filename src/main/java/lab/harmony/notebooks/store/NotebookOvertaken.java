package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;

/// Others changed the file of a notebook: git, another editor, another process of the lab;
/// published as a Spring event once the lab has seen it.
///
/// @param before what the lab had seen of it last
public record NotebookOvertaken(ExperimentSlug experiment, OpenedNotebook before) {}
