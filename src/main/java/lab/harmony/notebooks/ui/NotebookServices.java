package lab.harmony.notebooks.ui;

import lab.harmony.notebooks.CellRuns;
import lab.harmony.notebooks.NotebookExecution;
import lab.harmony.notebooks.NotebookFaces;
import lab.harmony.notebooks.Notebooks;
import org.springframework.stereotype.Component;

/// What the page of a notebook works with.
@Component
record NotebookServices(
    Notebooks notebooks,
    NotebookExecution execution,
    CellRuns cellRuns,
    NotebookFaces faces,
    Presence presence,
    KindsOnPage kinds) {}
