package lab.harmony.blind.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;

/// A session as it was started.
///
/// @param ratings raters for each unit
/// @param commitment the SHA-256 of what is sealed
/// @param raters in their order
/// @param adjudication that somebody is asked where these disagree; empty for most
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
    List<Rater> raters,
    Optional<Adjudication> adjudication) {

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

  /// That rating was stopped and somebody is asked where raters disagree.
  ///
  /// @param seat of theirs, which is none of the raters'
  /// @param since when rating was stopped
  /// @param sha256 of nonce and what they are shown, as it was drawn
  public record Adjudication(Rater seat, Instant since, String sha256) {}

  public BlindSession {
    arms = List.copyOf(arms);
    raters = List.copyOf(raters);
  }

  public boolean isOpen() {
    return closing.isEmpty();
  }

  /// Whether raters still rate: until the close, or until somebody is asked where they disagree.
  public boolean isRating() {
    return isOpen() && adjudication.isEmpty();
  }

  public Optional<Instant> closedAt() {
    return closing.map(Closing::at);
  }

  /// The part that somebody has in it as a rater.
  public Optional<Rater> rater(PersonId person) {
    return raters.stream().filter(rater -> rater.person().is(person)).findFirst();
  }

  /// The part that somebody has in it as a rater, or as whoever is asked where these disagree.
  public Optional<Rater> seat(PersonId person) {
    return rater(person)
        .or(() -> adjudication.map(Adjudication::seat).filter(seat -> seat.person().is(person)));
  }

  /// Whether somebody is who is asked where raters disagree.
  public boolean isAdjudicatedBy(PersonId person) {
    return adjudication.filter(it -> it.seat().person().is(person)).isPresent();
  }

  /// Who could open what tells the arms, of all who answer in it.
  public Set<PersonId> notBlind() {
    return Stream.concat(raters.stream(), adjudication.map(Adjudication::seat).stream())
        .filter(rater -> rater.notBlindSince().isPresent())
        .map(rater -> rater.person().id())
        .collect(Collectors.toUnmodifiableSet());
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

  /// How many answers came after the close, or after rating was stopped.
  public int late() {
    return Stream.concat(raters.stream(), adjudication.map(Adjudication::seat).stream())
        .mapToInt(Rater::late)
        .sum();
  }
}
