package lab.harmony.blind.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;

/// A session as it was started.
///
/// @param ratings raters for each unit
/// @param commitment the SHA-256 of what is sealed
/// @param raters in their order
public record BlindSession(
    SessionId id,
    String title,
    BlindForm form,
    int ratings,
    int width,
    int height,
    String commitment,
    NamedPerson openedBy,
    Instant openedAt,
    Optional<Closing> closing,
    List<BlindArm> arms,
    List<Rater> raters) {

  /// Who rates.
  ///
  /// @param guest whether they have no account; they come in by a link
  /// @param notBlindSince since when they could open what tells the arms
  /// @param showings how often they are shown something
  /// @param answered to how many of these they have an answer
  /// @param late of how many of these something came after the close, which counts for nothing
  public record Rater(
      NamedPerson person,
      boolean guest,
      Optional<Instant> notBlindSince,
      int showings,
      int answered,
      int late) {

    public Blindness blindness() {
      return notBlindSince.isPresent()
          ? Blindness.NOT_BLIND
          : guest ? Blindness.NOT_KNOWN : Blindness.BLIND;
    }
  }

  /// That it was closed.
  ///
  /// @param by empty if nobody knows any more
  /// @param reason why another than its maker did; empty for none
  /// @param format of what the close wrote down ([SealedClose])
  /// @param sha256 of that; empty for those of before
  /// @param ended empty for those of before, too
  /// @param voided why nothing of it holds any more; empty for most
  /// @param wentBack when the lab went back to a backup in which it is open, where that voided it
  public record Closing(
      Instant at,
      Optional<NamedPerson> by,
      String reason,
      int format,
      String sha256,
      Optional<Ended> ended,
      Optional<Voided> voided,
      Optional<Instant> wentBack) {}

  public BlindSession {
    arms = List.copyOf(arms);
    raters = List.copyOf(raters);
  }

  public boolean isOpen() {
    return closing.isEmpty();
  }

  public Optional<Instant> closedAt() {
    return closing.map(Closing::at);
  }

  /// The part that somebody has in it as a rater.
  public Optional<Rater> rater(PersonId person) {
    return raters.stream().filter(rater -> rater.person().is(person)).findFirst();
  }

  /// The raters in their order.
  public List<PersonId> people() {
    return raters.stream().map(rater -> rater.person().id()).toList();
  }

  /// Why nothing that it tells holds any more; empty for most.
  public Optional<Voided> voided() {
    return closing.flatMap(Closing::voided);
  }

  /// @throws BlindProblem while it is open, or if nothing of it holds any more
  public void requireClosed() {
    if (isOpen()) {
      throw new BlindProblem(
          "Session %s is open: what it seals is told once it is closed.".formatted(id));
    }
    voided()
        .ifPresent(why -> {
          throw new BlindProblem("Session %s tells nothing. %s".formatted(id, why.words()));
        });
  }

  public int showings() {
    return raters.stream().mapToInt(Rater::showings).sum();
  }

  public int answered() {
    return raters.stream().mapToInt(Rater::answered).sum();
  }

  /// How many answers came after the close.
  public int late() {
    return raters.stream().mapToInt(Rater::late).sum();
  }
}
