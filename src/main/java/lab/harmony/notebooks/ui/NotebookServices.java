package lab.harmony.notebooks.ui;

import lab.harmony.audit.FileExports;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.sources.NotebookFaces;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.presence.Presence;
import lab.harmony.presence.ui.HereMarks;
import lab.harmony.threads.ui.Talk;
import org.springframework.stereotype.Component;

/// What the page of a notebook works with.
@Component
record NotebookServices(
    Notebooks notebooks,
    NotebookExecution execution,
    NotebookFaces faces,
    Presence presence,
    HereMarks here,
    Talk talk,
    FileExports exports,
    KindsOnPage kinds) {}
