package lab.harmony.runs.store;

import java.time.Instant;
import java.util.function.Supplier;

/// A picture that was made elsewhere.
///
/// @param fileName it shall have in the run's folder, unique there, a plain name ending in `.png`
/// @param png the content, asked for once
public record ImportedPicture(
    String fileName, Supplier<byte[]> png, int width, int height, Instant createdAt) {}
