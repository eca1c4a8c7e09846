package lab.harmony.json;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/// Reads a path as it is written; Jackson's own reader takes one with a colon for a URI.
final class PathReader extends StdScalarDeserializer<Path> {

  PathReader() {
    super(Path.class);
  }

  @Override
  public Path deserialize(JsonParser parser, DeserializationContext context) {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw MismatchedInputException.from(parser, Path.class, "a path should be a text");
    }
    try {
      return Path.of(parser.getString());
    } catch (InvalidPathException e) {
      throw context.weirdStringException(
          parser.getString(), Path.class, String.valueOf(e.getMessage()));
    }
  }
}
