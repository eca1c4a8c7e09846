package lab.harmony.notebooks.citations;

/// A number of a result that a text can cite.
///
/// @param address of the link
/// @param value as the result has it now
/// @param stale whether that result is not that of what the notebook says now
/// @param words where it comes from, with all that belongs to it
public record Citable(String address, String value, boolean stale, String words) {}
