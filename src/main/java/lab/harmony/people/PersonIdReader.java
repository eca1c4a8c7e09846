package lab.harmony.people;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Reads the id of a person from a file that others may have written: whatever is no id says
/// nobody.
final class PersonIdReader extends ValueDeserializer<PersonId> {

  @Override
  public @Nullable PersonId deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return PersonId.parse(parser.getString()).orElse(null);
    }
    parser.skipChildren();
    return null;
  }
}
