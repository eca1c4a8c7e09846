package lab.harmony.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import lab.harmony.pictures.PngChunks;

/// What a PNG file says in words (`tEXt`, `zTXt`, `iTXt`) and in its EXIF block (`eXIf`).
///
/// The file may come from anywhere. A text has at most 4 MiB and all together 16 MiB, counted while
/// they are unpacked; what is longer or damaged is named and not kept. Time is linear in the file.
///
/// @param texts by keyword, in their order, the first of equal keywords; plain text, never markup
/// @param unreadable why a text could not be read, by keyword: "it unpacks to more than 4 MiB"
/// @param exif the EXIF block, which begins with its order of bytes; empty if there is none
public record PngTexts(
    SequencedMap<String, String> texts, SequencedMap<String, String> unreadable, ByteBuffer exif) {

  private static final int LONGEST = 4 << 20;
  private static final int LONGEST_TOGETHER = 16 << 20;
  private static final int LONGEST_UNPACKED = 64 << 20; // also of what is then too long
  private static final int MOST = 1000;
  private static final int LONGEST_KEYWORD = 79;

  public PngTexts {
    texts = Collections.unmodifiableSequencedMap(texts);
    unreadable = Collections.unmodifiableSequencedMap(unreadable);
  }

  /// Reads a PNG file as far as its chunks are whole; nothing if it is no PNG file.
  public static PngTexts read(byte[] file) {
    return new Reading().read(file);
  }

  /// Latin-1 as the format says, or UTF-8 as some programs write nevertheless.
  static String loose(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /// One file's reading.
  private static final class Reading {

    private final LinkedHashMap<String, String> texts = new LinkedHashMap<>();
    private final LinkedHashMap<String, String> unreadable = new LinkedHashMap<>();
    private ByteBuffer exif = ByteBuffer.allocate(0);
    private int left = LONGEST_TOGETHER;
    private int toUnpack = LONGEST_UNPACKED;
    private int chunks;

    PngTexts result() {
      return new PngTexts(texts, unreadable, exif.asReadOnlyBuffer());
    }

    PngTexts read(byte[] file) {
      for (var chunk : PngChunks.of(file)) {
        if (chunk.isWhole()) {
          switch (chunk.type()) {
            case "eXIf" -> exif = exif.hasRemaining() ? exif : chunk.data();
            case "tEXt", "zTXt", "iTXt" -> text(chunk.type(), chunk.data());
            default -> {
              // Pixels, colours, times: not read here.
            }
          }
        }
      }
      return result();
    }

    private void text(String type, ByteBuffer data) {
      var keyword = decoded(untilZero(data), StandardCharsets.ISO_8859_1);
      if (keyword.length() > LONGEST_KEYWORD || texts.containsKey(keyword)) {
        return;
      }
      try {
        if (++chunks > MOST) {
          throw new IOException("the file has more than %d texts".formatted(MOST));
        }
        var text = text(type, data, Math.min(LONGEST, left));
        left -= text.length();
        texts.put(keyword, text);
        unreadable.remove(keyword);
      } catch (IOException e) {
        if (unreadable.size() < MOST) {
          unreadable.putIfAbsent(keyword, String.valueOf(e.getMessage()));
        }
      }
    }

    private String text(String type, ByteBuffer data, int longest) throws IOException {
      switch (type) {
        case "tEXt" -> {
          return loose(plain(data, longest));
        }
        case "zTXt" -> {
          skip(data, 1); // the method
          return loose(inflated(data, longest));
        }
        default -> {
          var compressed = data.hasRemaining() && data.get() == 1;
          skip(data, 1); // the method
          untilZero(data); // the language
          untilZero(data); // the keyword in that language
          var bytes = compressed ? inflated(data, longest) : plain(data, longest);
          return new String(bytes, StandardCharsets.UTF_8);
        }
      }
    }

    private static void skip(ByteBuffer data, int bytes) throws IOException {
      if (data.remaining() < bytes) {
        throw new IOException("it is cut off");
      }
      data.position(data.position() + bytes);
    }

    private static ByteBuffer untilZero(ByteBuffer data) {
      var start = data.position();
      while (data.hasRemaining()) {
        if (data.get() == 0) {
          return data.slice(start, data.position() - 1 - start);
        }
      }
      return data.slice(start, data.limit() - start);
    }

    private static byte[] plain(ByteBuffer data, int longest) throws IOException {
      if (data.remaining() > longest) {
        throw new IOException(tooLong("it has", longest));
      }
      var bytes = new byte[data.remaining()];
      data.get(bytes);
      return bytes;
    }

    private byte[] inflated(ByteBuffer data, int most) throws IOException {
      var longest = Math.min(most, toUnpack);
      var inflater = new Inflater();
      try {
        inflater.setInput(data);
        var text = new byte[Math.min(longest, 1 << 13)];
        var length = 0;
        while (!inflater.finished()) {
          if (length >= text.length) {
            if (length >= longest) {
              throw new IOException(tooLong("it unpacks to", longest));
            }
            text = Arrays.copyOf(text, (int) Math.min(longest, Math.max(1 << 13, 2L * length)));
          }
          var read = inflater.inflate(text, length, text.length - length);
          if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
            throw new IOException("its compressed data is cut off or damaged");
          }
          length += read;
          toUnpack -= read;
        }
        return Arrays.copyOf(text, length);
      } catch (DataFormatException e) {
        throw new IOException("its compressed data is cut off or damaged", e);
      } finally {
        inflater.end();
      }
    }

    private static String tooLong(String what, int longest) {
      return longest == LONGEST
          ? "%s more than %d MiB".formatted(what, LONGEST >> 20)
          : "the texts of the file have more than %d MiB".formatted(LONGEST_TOGETHER >> 20);
    }

    private static String decoded(ByteBuffer data, Charset charset) {
      return charset.decode(data).toString();
    }
  }
}
