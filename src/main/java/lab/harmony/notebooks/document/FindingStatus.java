package lab.harmony.notebooks.document;

import java.util.Arrays;

/// What the team holds of a finding.
public enum FindingStatus {
  OPEN("open"),
  CONFIRMED("confirmed"),
  REJECTED("rejected");

  private final String word;

  FindingStatus(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static FindingStatus byWord(String word) {
    return Arrays.stream(values())
        .filter(status -> status.word.equals(word))
        .findFirst()
        .orElse(OPEN);
  }
}
