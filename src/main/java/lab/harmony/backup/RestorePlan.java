package lab.harmony.backup;

import java.util.List;
import java.util.Optional;
import lab.harmony.backup.access.CarriedOver;
import org.jspecify.annotations.Nullable;

/// What a restore moves where, written down before it moves anything.
///
/// @param format says how to read it
/// @param archive the backup
/// @param done whether all of it was moved
/// @param unpacked the folder that holds what is moved
/// @param aside the folder that keeps what stood in its place
/// @param carried what of the present is in the database that comes; null in plans of before
/// @param moves of files, in the order in which they are moved
/// @param folders that are made for that, each after the one it lies in
/// @param database is moved last; empty where it stays
record RestorePlan(
    String format,
    String archive,
    boolean done,
    String unpacked,
    String aside,
    @Nullable CarriedOver carried,
    List<Move> moves,
    List<String> folders,
    Optional<Exchanged> database) {

  static final String FORMAT = "harmony-restore/2";

  RestorePlan {
    moves = List.copyOf(moves);
    folders = List.copyOf(folders);
  }

  /// A file that goes to a place, and what stands there to another.
  ///
  /// @param from empty where nothing comes in its place
  /// @param sha256 of what comes
  record Move(String from, String target, String kept, String sha256) {}

  /// The file of the database.
  ///
  /// @param beside where it waits, on the disk of its place
  /// @param sha256 of what comes, as it takes its place
  record Exchanged(String from, String beside, String target, String kept, String sha256) {}

  RestorePlan asDone() {
    return new RestorePlan(
        format, archive, true, unpacked, aside, carried, moves, folders, database);
  }

  /// How many files come.
  int files() {
    return (int) moves.stream().filter(move -> !move.from().isEmpty()).count()
        + (database.isPresent() ? 1 : 0);
  }
}
