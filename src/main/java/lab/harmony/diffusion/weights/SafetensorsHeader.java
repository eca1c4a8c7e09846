package lab.harmony.diffusion.weights;

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
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

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
    try (var json = Json.MAPPER.createParser(utf8(bytes))) {
      json.nextToken();
      var header = read(json);
      if (json.nextToken() != null) {
        throw new WeightsException(
            "the header is not the JSON it should be: there is something after its closing }");
      }
      requireGapless(header.tensors, dataLength);
      return header;
    } catch (JacksonException e) {
      throw new WeightsException(
          "the header is not the JSON it should be: " + JsonProblem.words(e), e);
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WeightsException("the header is not UTF-8", e);
    }
  }

  private static SafetensorsHeader read(JsonParser json) {
    var tensors = new LinkedHashMap<String, TensorEntry>();
    var metadata = new LinkedHashMap<String, String>();
    var seen = new HashSet<String>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = uniqueName(json, seen);
      json.nextToken();
      if (name.equals("__metadata__")) {
        readMetadata(json, metadata);
      } else {
        tensors.put(name, readTensor(json, name));
      }
      if (tensors.size() > MOST_TENSORS) {
        throw new WeightsException("more than %d tensors".formatted(MOST_TENSORS));
      }
    }
    return new SafetensorsHeader(tensors, metadata);
  }

  private static void readMetadata(JsonParser json, Map<String, String> metadata) {
    require(json, JsonToken.START_OBJECT, "__metadata__");
    var seen = new HashSet<String>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = uniqueName(json, seen);
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw new WeightsException("metadata %s has to be a string".formatted(key));
      }
      metadata.put(key, json.getString());
    }
  }

  private static TensorEntry readTensor(JsonParser json, String name) {
    require(json, JsonToken.START_OBJECT, name);
    var seen = new HashSet<String>();
    String type = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var field = uniqueName(json, seen);
      json.nextToken();
      switch (field) {
        case "dtype" -> {
          require(json, JsonToken.VALUE_STRING, "the dtype of " + name);
          type = json.getString();
        }
        case "shape" -> shape = wholeNumbers(json, HIGHEST_RANK);
        case "data_offsets" -> offsets = wholeNumbers(json, 2);
        default -> json.skipChildren();
      }
    }
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

  private static List<Long> wholeNumbers(JsonParser json, int most) {
    require(json, JsonToken.START_ARRAY, "a list of whole numbers");
    var numbers = new ArrayList<Long>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        throw new WeightsException(
            "the header is not the JSON it should be: %s is no whole number"
                .formatted(json.getString()));
      }
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || numbers.size() == most) {
        throw new WeightsException("need at most %d whole numbers".formatted(most));
      }
      numbers.add(json.getLongValue());
    }
    return List.copyOf(numbers);
  }

  private static void require(JsonParser json, JsonToken wanted, String what) {
    if (json.currentToken() != wanted) {
      throw new WeightsException(
          "the header is not the JSON it should be: %s is of another kind".formatted(what));
    }
  }

  private static String uniqueName(JsonParser json, Set<String> seen) {
    var name = json.currentName();
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
