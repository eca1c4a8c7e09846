package lab.harmony.reports.exports;

/// A file that a report or a part of it is taken along as.
///
/// @param name with its ending
/// @param mediaType as browsers are told
public record ExportedFile(String name, String mediaType, byte[] content) {}
