package lab.harmony.diffusion.tokenizer;

/// One visible letter for each of the 256 bytes, as GPT-2's and CLIP's vocabularies write them:
/// bytes that are visible in Latin-1 stand for themselves, the others for letters from U+0100 on.
final class ByteLetters {

  private static final char[] LETTERS = letters();

  private ByteLetters() {}

  static char of(byte octet) {
    return LETTERS[Byte.toUnsignedInt(octet)];
  }

  private static char[] letters() {
    var letters = new char[256];
    var next = (char) 0x100;
    for (var octet = 0; octet < letters.length; octet++) {
      letters[octet] = isVisible(octet) ? (char) octet : next++;
    }
    return letters;
  }

  private static boolean isVisible(int octet) {
    return octet >= '!' && octet <= '~' || octet >= 0xA1 && octet != 0xAD;
  }
}
