package lab.harmony.diffusion.weights;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The table of contents of a safetensors file, checked as if an enemy had written it.
///
/// Stricter than the format's own library in two points: a key may come only once (also after
/// Unicode normalisation), and the header starts with `{`.
record SafetensorsHeader(Map<String, TensorEntry> tensors, Map<String, String> metadata) {

  static final int MOST_BYTES = 100_000_000;
  private static final int MOST_TENSORS = 200_000;
  private static final int LONGEST_NAME = 1024;
  private static final int HIGHEST_RANK = 16;

  /// Reads the JSON `bytes` of a file whose data part is `dataLength` bytes long.
  static SafetensorsHeader parse(byte[] bytes, long dataLength) {
    if (bytes.length == 0 || bytes[0] != '{') {
      throw new WeightsException("the header has to start with {");
    }
    try (var json = new JsonReader(new StringReader(utf8(bytes)))) {
      json.setStrictness(Strictness.STRICT);
      var header = read(json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new WeightsException("there is something after the header's closing }");
      }
      requireGapless(header.tensors, dataLength);
      return header;
    } catch (IOException | IllegalStateException | JsonParseException | NumberFormatException e) {
      throw new WeightsException("the header is not the JSON it should be: " + e.getMessage(), e);
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WeightsException("the header is not UTF-8", e);
    }
  }

  private static SafetensorsHeader read(JsonReader json) throws IOException {
    var tensors = new LinkedHashMap<String, TensorEntry>();
    var metadata = new LinkedHashMap<String, String>();
    var seen = new HashSet<String>();
    json.beginObject();
    while (json.hasNext()) {
      var name = uniqueName(json, seen);
      if (name.equals("__metadata__")) {
        readMetadata(json, metadata);
      } else {
        tensors.put(name, readTensor(json, name));
      }
      if (tensors.size() > MOST_TENSORS) {
        throw new WeightsException("more than %d tensors".formatted(MOST_TENSORS));
      }
    }
    json.endObject();
    return new SafetensorsHeader(tensors, metadata);
  }

  private static void readMetadata(JsonReader json, Map<String, String> metadata)
      throws IOException {
    var seen = new HashSet<String>();
    json.beginObject();
    while (json.hasNext()) {
      var key = uniqueName(json, seen);
      if (json.peek() != JsonToken.STRING) {
        throw new WeightsException("metadata %s has to be a string".formatted(key));
      }
      metadata.put(key, json.nextString());
    }
    json.endObject();
  }

  private static TensorEntry readTensor(JsonReader json, String name) throws IOException {
    var seen = new HashSet<String>();
    String type = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    json.beginObject();
    while (json.hasNext()) {
      switch (uniqueName(json, seen)) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = wholeNumbers(json, HIGHEST_RANK);
        case "data_offsets" -> offsets = wholeNumbers(json, 2);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (!seen.containsAll(Set.of("dtype", "shape", "data_offsets")) || offsets.size() != 2) {
      throw new WeightsException(
          "tensor %s needs dtype, shape and two data_offsets".formatted(name));
    }
    var typeName = type;
    var known =
        ElementType.named(type)
            .orElseThrow(() ->
                new WeightsException(
                    "tensor %s has the unknown type %s".formatted(name, typeName)));
    return new TensorEntry(name, known, shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> wholeNumbers(JsonReader json, int most) throws IOException {
    var numbers = new ArrayList<Long>();
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() != JsonToken.NUMBER || numbers.size() == most) {
        throw new WeightsException("need at most %d whole numbers".formatted(most));
      }
      numbers.add(Long.valueOf(json.nextString()));
    }
    json.endArray();
    return List.copyOf(numbers);
  }

  private static String uniqueName(JsonReader json, Set<String> seen) throws IOException {
    var name = json.nextName();
    if (name.length() > LONGEST_NAME) {
      throw new WeightsException("a name is longer than %d characters".formatted(LONGEST_NAME));
    }
    if (!seen.add(Normalizer.normalize(name, Normalizer.Form.NFC))) {
      throw new WeightsException("the key %s comes twice".formatted(name));
    }
    return name;
  }

  /// The tensors cover the data part once: no hole, no overlap, nothing left over.
  private static void requireGapless(Map<String, TensorEntry> tensors, long dataLength) {
    var sorted =
        tensors.values().stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    long position = 0;
    for (var tensor : sorted) {
      if (tensor.begin() != position) {
        throw new WeightsException(
            "tensor %s should begin at byte %d of the data, it begins at %d"
                .formatted(tensor.name(), position, tensor.begin()));
      }
      position = tensor.end();
    }
    if (position != dataLength) {
      throw new WeightsException(
          "the tensors need %d bytes of data, the file holds %d".formatted(position, dataLength));
    }
  }
}
