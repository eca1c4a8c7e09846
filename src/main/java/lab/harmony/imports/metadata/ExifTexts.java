package lab.harmony.imports.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// The words of an EXIF block: a TIFF header, a directory of entries, and the directory that this
/// one points to. Every entry is looked at once and every text is bounded, whatever the offsets
/// say.
///
/// ComfyUI keeps its graph in WebP files as `prompt:{…}` and `workflow:{…}` under the camera's make
/// and model; SwarmUI once kept its JSON under the model.
final class ExifTexts {

  private static final int DESCRIPTION = 0x010e;
  private static final int MAKE = 0x010f;
  private static final int MODEL = 0x0110;
  private static final int SOFTWARE = 0x0131;
  private static final int DIRECTORY = 0x8769;
  private static final int USER_COMMENT = 0x9286;
  private static final int ENTRY = 12;
  private static final int LONGEST = 4 << 20;

  private final ByteBuffer block;
  private final LinkedHashMap<String, String> texts = new LinkedHashMap<>();

  private ExifTexts(ByteBuffer block) {
    this.block = block;
  }

  /// The texts by name; none if it is no EXIF block.
  static SequencedMap<String, String> read(ByteBuffer exif) {
    var block = exif.slice();
    if (block.remaining() < 8) {
      return new LinkedHashMap<>();
    }
    switch (block.getShort(0)) {
      case 0x4949 -> block.order(ByteOrder.LITTLE_ENDIAN);
      case 0x4d4d -> block.order(ByteOrder.BIG_ENDIAN);
      default -> {
        return new LinkedHashMap<>();
      }
    }
    var reading = new ExifTexts(block);
    var below = reading.directory(block.getInt(4));
    if (below != 0) {
      reading.directory(below);
    }
    return reading.texts;
  }

  /// Reads a directory; where the one below it lies, or 0.
  private int directory(int at) {
    var below = 0;
    var seen = new HashSet<Integer>(); // a block of a thousand equal entries costs no more than one
    if (at < 8 || at > block.limit() - 2) {
      return below;
    }
    var entries = Math.min(block.getShort(at) & 0xffff, (block.limit() - at - 2) / ENTRY);
    for (int i = 0; i < entries; i++) {
      var entry = at + 2 + i * ENTRY;
      var tag = block.getShort(entry) & 0xffff;
      switch (tag) {
        case DIRECTORY -> below = block.getInt(entry + 8);
        case USER_COMMENT, DESCRIPTION, MAKE, MODEL, SOFTWARE -> {
          if (seen.add(tag)) {
            keep(tag, value(entry));
          }
        }
        default -> {
          // Nothing that says how the picture was made.
        }
      }
    }
    return below;
  }

  /// The bytes of an entry: texts and bytes only, of which each is one byte long.
  private ByteBuffer value(int entry) {
    var type = block.getShort(entry + 2);
    var length = block.getInt(entry + 4);
    var at = length <= 4 ? entry + 8 : block.getInt(entry + 8);
    var isBytes = type == 1 || type == 2 || type == 7 || type == 129; // 129: UTF-8 of EXIF 3
    if (!isBytes || length < 1 || length > LONGEST || at < 0 || at > block.limit() - length) {
      return ByteBuffer.allocate(0);
    }
    return block.slice(at, length);
  }

  private void keep(int tag, ByteBuffer value) {
    var name =
        switch (tag) {
          case USER_COMMENT -> PictureTexts.USER_COMMENT;
          case DESCRIPTION -> PictureTexts.DESCRIPTION;
          case SOFTWARE -> "Software";
          case MAKE -> "Make";
          default -> "Model";
        };
    if (texts.containsKey(name)) {
      return;
    }
    var text =
        tag == USER_COMMENT
            ? CommentText.withCode(value, block.order())
            : CommentText.of(value).strip();
    if (!text.isBlank() && !keepNamed(text)) {
      texts.put(name, text);
    }
  }

  private boolean keepNamed(String text) {
    for (var named : Map.of("prompt:", "prompt", "workflow:", "workflow").entrySet()) {
      var start = text.substring(0, Math.min(16, text.length())).toLowerCase(Locale.ROOT);
      if (start.startsWith(named.getKey())
          && text.substring(named.getKey().length()).strip().startsWith("{")) {
        texts.putIfAbsent(named.getValue(), text.substring(named.getKey().length()).strip());
        return true;
      }
    }
    return false;
  }
}
