package lab.harmony.diffusion.checkpoint;

/// Where a parameter lies in a file with original names.
///
/// @param name of the tensor there
/// @param part what of it the parameter is
record Original(String name, Part part) {

  enum Part {
    WHOLE,
    /// The matrix with rows and columns exchanged.
    TRANSPOSED,
    /// The first, second or last third of the rows: query, key and value in one matrix.
    QUERY,
    KEY,
    VALUE
  }

  static Original whole(String name) {
    return new Original(name, Part.WHOLE);
  }
}
