package lab.harmony.audit;

/// The end of the chain: the number and the hash of its last entry.
///
/// @param number 0 before the first entry
/// @param hash 64 hexadecimal digits, all 0 before the first entry
public record AuditHead(long number, String hash) {

  static final AuditHead BEFORE_THE_FIRST = new AuditHead(0, "0".repeat(64));
}
