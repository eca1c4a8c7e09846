package lab.harmony.review.marks;

/// A prompt of the matrix: what a face was asked to show. Faces that differ in the scale, the seed,
/// the model or the run have the same one, for they were drawn from the same words, and by one seed
/// from the same noise. Neither scores of faces that were made elsewhere nor stored results keep
/// the words themselves: several wordings of one archetype and emotion count as one prompt.
public record PromptPlace(String archetype, String emotion) {}
