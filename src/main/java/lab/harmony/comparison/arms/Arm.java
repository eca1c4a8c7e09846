package lab.harmony.comparison.arms;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One side of a comparison: faces that have something in common, under a name.
///
/// @param name as people tell it from the others: `doodle-base + soft-v1`, `CFG 7`, `epoch 3`
/// @param asked the traits by which its faces were chosen, such as the scale in "all of CFG 7"
/// @param judge who scored the faces
public record Arm(String name, Set<Trait> asked, ArmJudge judge, List<ArmFace> faces) {

  public Arm {
    asked = Set.copyOf(asked);
    faces = List.copyOf(faces);
  }

  /// In what two arms differ as wholes, which is left out when their faces are paired:
  ///
  /// - what draws and the settings, where they have none in common;
  /// - archetype, emotion and scale, where each has a single one;
  /// - the seed only where both were chosen by their seed, since another seed is another face;
  /// - the wording, where the two have no wording of a cell in common that both have, or archetype
  ///   or emotion differ.
  public Set<Trait> apart(Arm other) {
    var apart = new HashSet<Trait>();
    for (var trait : Trait.values()) {
      if (isApart(trait, other)) {
        apart.add(trait);
      }
    }
    if (apart.contains(Trait.ARCHETYPE) || apart.contains(Trait.EMOTION)) {
      apart.add(Trait.WORDS);
    }
    return Set.copyOf(apart);
  }

  private boolean isApart(Trait trait, Arm other) {
    var own = values(trait);
    var others = other.values(trait);
    boolean single = own.size() == 1 && others.size() == 1 && !own.equals(others);
    return switch (trait) {
      case DRAWN_BY, SETTINGS ->
          !own.isEmpty() && !others.isEmpty() && own.stream().noneMatch(others::contains);
      case ARCHETYPE, EMOTION, CFG -> single;
      case SEED -> single && asked.contains(trait) && other.asked.contains(trait);
      case WORDS -> wordedOtherwise(other);
    };
  }

  /// In which parts of what draws, and of the settings, two arms differ as wholes: those in which
  /// they have no value in common, or all where there is no such part. After these, for where no
  /// two faces agree in the rest, as where only some faces of an arm have an adapter: all parts of
  /// what draws, all settings, all of both.
  public List<ArmPlace.Parted> parted(Arm other) {
    var drawnBy = parted(ArmPlace::drawnBy, other);
    var settings = parted(ArmPlace::settings, other);
    var weighed = weighed(drawnBy, other);
    var allDrawnBy = names(ArmPlace::drawnBy, other);
    var allSettings = names(ArmPlace::settings, other);
    return List.of(
        new ArmPlace.Parted(drawnBy, settings, weighed),
        new ArmPlace.Parted(allDrawnBy, settings, Set.of()),
        new ArmPlace.Parted(drawnBy, allSettings, weighed),
        new ArmPlace.Parted(allDrawnBy, allSettings, Set.of()));
  }

  /// Where each of two arms has one adapter that the other lacks, these two: the arms are one
  /// adapter and the other, so the faces of a pair have one weight, where there is one that both
  /// arms have.
  private Set<String> weighed(Set<String> drawnBy, Arm other) {
    var own = weighedHere(drawnBy);
    var others = other.weighedHere(drawnBy);
    return own.size() == 1
            && others.size() == 1
            && !own.equals(others)
            && !Collections.disjoint(weights(own), other.weights(others))
        ? Stream.concat(own.stream(), others.stream()).collect(Collectors.toSet())
        : Set.of();
  }

  private Set<String> weighedHere(Set<String> names) {
    return faces.stream()
        .flatMap(face -> face.place().drawnBy().weights().keySet().stream())
        .filter(names::contains)
        .collect(Collectors.toSet());
  }

  private Set<String> weights(Set<String> names) {
    return faces.stream()
        .map(face -> face.place().drawnBy().weights(names))
        .collect(Collectors.toSet());
  }

  private Set<String> parted(Function<ArmPlace, ArmParts> parts, Arm other) {
    var names = names(parts, other);
    var apart =
        names.stream()
            .filter(name -> Collections.disjoint(named(parts, name), other.named(parts, name)))
            .collect(Collectors.toSet());
    return apart.isEmpty() ? names : apart;
  }

  private Set<String> names(Function<ArmPlace, ArmParts> parts, Arm other) {
    return Stream.concat(faces.stream(), other.faces.stream())
        .flatMap(face -> parts.apply(face.place()).byName().keySet().stream())
        .collect(Collectors.toSet());
  }

  private Set<String> named(Function<ArmPlace, ArmParts> parts, String name) {
    return faces.stream()
        .map(face -> parts.apply(face.place()).named(name))
        .collect(Collectors.toSet());
  }

  private Set<String> values(Trait trait) {
    return faces.stream().map(face -> face.place().of(trait)).collect(Collectors.toSet());
  }

  private boolean wordedOtherwise(Arm other) {
    var own = wordings();
    var others = other.wordings();
    return own.entrySet().stream()
        .anyMatch(cell ->
            others.containsKey(cell.getKey())
                && Collections.disjoint(
                    cell.getValue(), Objects.requireNonNull(others.get(cell.getKey()))));
  }

  private Map<String, Set<String>> wordings() {
    return faces.stream()
        .map(ArmFace::place)
        .collect(
            Collectors.groupingBy(
                ArmPlace::cell, Collectors.mapping(ArmPlace::words, Collectors.toSet())));
  }

  /// The cells of which both have a wording in common.
  public Set<String> cellsSharingWords(Arm other) {
    var others = other.wordings();
    return wordings().entrySet().stream()
        .filter(cell ->
            !Collections.disjoint(cell.getValue(), others.getOrDefault(cell.getKey(), Set.of())))
        .map(cell -> Objects.requireNonNull(cell.getKey()))
        .collect(Collectors.toSet());
  }

  public static Set<Trait> exceptWords(Set<Trait> apart) {
    return apart.stream().filter(trait -> trait != Trait.WORDS).collect(Collectors.toSet());
  }

  /// The same but for the faces from these sources.
  public Arm without(Set<String> sources) {
    return new Arm(
        name,
        asked,
        judge,
        faces.stream().filter(face -> !sources.contains(face.source())).toList());
  }
}
