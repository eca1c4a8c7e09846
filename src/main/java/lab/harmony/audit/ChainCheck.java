package lab.harmony.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;

/// Goes through the chain from its first entry to its last, while others may add to it.
///
/// Where an entry accepts what is before it, it says the [#seal] of that: what does not fit there
/// is known and meant as long as the seal is the same. Whatever is changed later gives another
/// seal, so it is found though it lies among what was accepted.
final class ChainCheck {

  private static final int PART = 1_000;
  private static final int MOST_PROBLEMS = 50;

  /// The detail of an entry that accepts.
  static final String SEAL = "seal";

  private final AuditStore store;
  private final Optional<HeadFile> file;
  private final List<AuditVerdict.Accepted> accepted = new ArrayList<>();
  private List<AuditProblem> problems = new ArrayList<>();
  private String seal = AuditHead.BEFORE_THE_FIRST.hash();
  private long found;
  private long entries;
  private @Nullable AuditEntry first;
  private @Nullable AuditEntry last;

  ChainCheck(AuditStore store, Optional<HeadFile> file) {
    this.store = store;
    this.file = file;
  }

  AuditVerdict verdict() {
    // In this order: what is added meanwhile is behind both ends, not between them.
    var noted = file.map(HeadFile::read);
    var end = store.head();
    go();
    var head = last == null ? AuditHead.BEFORE_THE_FIRST : last.head();
    if (end.isEmpty() || !store.holds(end.get()) || isAhead(end.get(), head)) {
      problem(new AuditProblem.OtherEnd(head.number(), end.map(AuditHead::number).orElse(0L)));
    }
    noted.ifPresent(it -> compare(it, head));
    return new AuditVerdict(
        entries, Optional.ofNullable(first), Optional.ofNullable(last), found, problems, accepted);
  }

  /// Entries behind the end that the database says now, after they were read: nobody wrote them.
  private boolean isAhead(AuditHead before, AuditHead head) {
    return head.number() > before.number()
        && store.head().map(AuditHead::number).orElse(0L) < head.number();
  }

  private void go() {
    for (var part = store.after(Long.MIN_VALUE, PART);
        !part.isEmpty();
        part = store.after(part.getLast().number(), PART)) {
      part.forEach(this::look);
    }
  }

  /// What was looked at so far: 64 zeros before the first entry; then the SHA-256 of the seal
  /// before, the entry's number, its hash, and what that has to be, with blanks between.
  String seal() {
    return seal;
  }

  /// An entry that is whole and was written behind what it accepts.
  private void accept(AuditEntry entry, boolean isWhole) {
    if (!isWhole
        || !entry.kind().equals(AuditKind.TRAIL_ACCEPTED.code())
        || !entry.facts().containsKey(SEAL)) {
      return;
    }
    if (!seal.equals(entry.facts().get(SEAL))) {
      problem(new AuditProblem.NotAsAccepted(entry.number()));
    } else if (found > 0) {
      accepted.add(new AuditVerdict.Accepted(entry, found, problems));
      problems = new ArrayList<>();
      found = 0;
    }
  }

  private void look(AuditEntry entry) {
    var before = last == null ? AuditHead.BEFORE_THE_FIRST : last.head();
    var computed = entry.computedHash();
    accept(
        entry,
        entry.hash().equals(computed)
            && entry.previous().equals(before.hash())
            && entry.number() == before.number() + 1);
    if (entry.number() > before.number() + 1) {
      problem(new AuditProblem.Missing(before.number() + 1, entry.number() - 1));
    } else if (!entry.previous().equals(before.hash())) {
      problem(new AuditProblem.Unlinked(entry.number()));
    }
    if (!entry.hash().equals(computed)) {
      problem(new AuditProblem.Changed(entry.number()));
    }
    seal = Sha256.of("%s %d %s %s".formatted(seal, entry.number(), entry.hash(), computed)).hex();
    entries++;
    first = first == null ? entry : first;
    last = entry;
  }

  private void compare(Found<Optional<AuditHead>> noted, AuditHead head) {
    var name = file.orElseThrow().file().toString();
    switch (noted) {
      case Found.Bad<Optional<AuditHead>>(var problem) ->
          problem(new AuditProblem.NotNoted(name, problem.reason()));
      case Found.Good<Optional<AuditHead>>(var known) -> {
        if (known.isEmpty() && head.number() > 0) {
          problem(new AuditProblem.NotNoted(name, "it is missing"));
        } else if (known.isPresent() && !store.holds(known.get())) {
          problem(new AuditProblem.CutOff(known.get().number(), head.number(), name));
        }
      }
    }
  }

  private void problem(AuditProblem problem) {
    found++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }
}
