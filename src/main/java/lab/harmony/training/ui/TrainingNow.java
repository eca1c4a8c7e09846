package lab.harmony.training.ui;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.training.records.Wish;
import lab.harmony.training.ui.curves.TrainingFigures;
import lab.harmony.training.ui.epochs.EpochMarks;

/// One training as it is now.
///
/// @param other a training that it is compared with
/// @param figures of it, or of both
/// @param lastWords of its process
/// @param wishes that were made and not done yet
/// @param outcome what a person said
/// @param proposal what rules propose
/// @param marks what counts against epochs
record TrainingNow(
    Training training,
    Optional<Training> other,
    TrainingFigures.Drawn figures,
    String lastWords,
    Set<Wish> wishes,
    Optional<ConfirmedOutcome> outcome,
    Optional<OutcomeRules.Proposal> proposal,
    List<EpochMarks.Found> marks) {}
