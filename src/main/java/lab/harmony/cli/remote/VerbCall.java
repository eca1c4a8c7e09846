package lab.harmony.cli.remote;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A verb as it was called on another machine: what the lab there is sent, as `call.json` in a zip
/// file beside the files that the words name.
///
/// @param words behind `./lab --server URL`, the verb first
/// @param paths what each word that names a file is called in the zip file: `0/spec.yaml`
public record VerbCall(List<String> words, Map<String, String> paths) {

  /// Where the lab takes calls.
  public static final String ADDRESS = "/api/v1/verbs";

  /// What the call itself is called in the zip file.
  public static final String ENTRY = "call.json";

  /// What is before the names of files in the zip file.
  public static final String FILES = "files/";

  public VerbCall {
    words = List.copyOf(Objects.requireNonNull(words, "\"words\" is missing"));
    paths = Map.copyOf(Objects.requireNonNull(paths, "\"paths\" is missing"));
  }
}
