package lab.harmony.threads;

/// A comment as somebody saw it: what it says after an edit they have not seen yet.
///
/// @param version as [ThreadComment#version]
public record SeenComment(long comment, int version) {}
