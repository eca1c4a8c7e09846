package lab.harmony.imports.metadata;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The words of an XMP block: the user's comment (`exif:UserComment`), the description
/// (`dc:description`) and `parameters`, as elements or as attributes. Document types and entities
/// are not followed.
final class XmpTexts {

  private static final int LONGEST = 4 << 20;
  private static final XMLInputFactory FACTORY = factory();

  private XmpTexts() {}

  /// The texts by name, as far as the XML can be read.
  static SequencedMap<String, String> read(String xmp) {
    var texts = new LinkedHashMap<String, String>();
    var start = xmp.indexOf('<');
    if (start < 0 || xmp.length() > LONGEST) {
      return texts;
    }
    try {
      var xml = FACTORY.createXMLStreamReader(new StringReader(xmp.substring(start)));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          for (int i = 0; i < xml.getAttributeCount(); i++) {
            keep(texts, xml.getAttributeLocalName(i), xml.getAttributeValue(i));
          }
          if (!name(xml.getLocalName()).isEmpty()) {
            keep(texts, xml.getLocalName(), inside(xml));
          }
        }
      }
    } catch (XMLStreamException | RuntimeException _) {
      // What was read until here counts; a damaged block is as good as none.
    }
    return texts;
  }

  /// All the text within this element and those below it.
  private static String inside(XMLStreamReader xml) throws XMLStreamException {
    var text = new StringBuilder();
    for (int depth = 1; depth > 0 && xml.hasNext(); ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(xml.getText());
        default -> {
          // Comments and instructions say nothing.
        }
      }
    }
    return text.toString();
  }

  private static void keep(SequencedMap<String, String> texts, String element, String text) {
    var name = name(element);
    if (!name.isEmpty() && !text.isBlank()) {
      texts.putIfAbsent(name, text.strip());
    }
  }

  private static String name(String element) {
    return switch (element) {
      case "UserComment", "parameters" -> PictureTexts.USER_COMMENT;
      case "description" -> PictureTexts.DESCRIPTION;
      default -> "";
    };
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
