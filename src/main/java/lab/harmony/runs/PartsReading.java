package lab.harmony.runs;

/// The emotions that one machine judge reads in eyes, mouth and brows.
public record PartsReading(
    String judge, String judgeSha256, PartReading eyes, PartReading mouth, PartReading brows) {}
