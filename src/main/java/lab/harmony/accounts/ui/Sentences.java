package lab.harmony.accounts.ui;

/// What people read of a reason.
final class Sentences {

  private Sentences() {}

  /// It begins with a capital.
  static String of(RuntimeException reason) {
    var words = String.valueOf(reason.getMessage());
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
