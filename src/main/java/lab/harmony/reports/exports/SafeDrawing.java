package lab.harmony.reports.exports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// An SVG document as it is handed out: what draws is in it, nothing that runs, asks or leads
/// anywhere. A notebook's drawing is whatever another program wrote, and who opens it from the
/// folder of downloads opens it as a page.
final class SafeDrawing {

  private static final String SVG = "http://www.w3.org/2000/svg";

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "defs",
          "title",
          "desc",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "text",
          "tspan",
          "textPath",
          "use",
          "symbol",
          "image",
          "clipPath",
          "mask",
          "pattern",
          "linearGradient",
          "radialGradient",
          "stop",
          "marker",
          "style",
          "switch",
          "filter",
          "feBlend",
          "feColorMatrix",
          "feComponentTransfer",
          "feComposite",
          "feConvolveMatrix",
          "feDiffuseLighting",
          "feDisplacementMap",
          "feDistantLight",
          "feDropShadow",
          "feFlood",
          "feFuncA",
          "feFuncB",
          "feFuncG",
          "feFuncR",
          "feGaussianBlur",
          "feMerge",
          "feMergeNode",
          "feMorphology",
          "feOffset",
          "fePointLight",
          "feSpecularLighting",
          "feSpotLight",
          "feTile",
          "feTurbulence");

  private static final Set<String> NAMESPACES = Set.of("xlink", "xml", "xmlns");

  /// A place in the document itself, or a picture that is no document.
  private static final Pattern WITHIN =
      Pattern.compile(
          "\\s*(#.*|data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\\s]*)", Pattern.DOTALL);

  /// Words of a style that ask for something outside, or hide that they do.
  private static final Pattern REACHES =
      Pattern.compile("@import|@font-face|\\\\|image-set|expression|url\\(\\s*(?![\"']?\\s*#)");

  private SafeDrawing() {}

  /// @return the document as it came where it is harmless
  /// @throws IllegalArgumentException if it is no SVG document
  static byte[] of(byte[] svg) {
    try {
      return cleaned(svg);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("the drawing is nested too deeply", e);
    }
  }

  private static byte[] cleaned(byte[] svg) {
    var document = read(svg);
    var root = document.getDocumentElement();
    if (!isAllowed(root) || !root.getLocalName().equals("svg")) {
      throw new IllegalArgumentException("the drawing is no SVG document");
    }
    var harmless = document.getDoctype() == null;
    for (var node : nodes(document)) {
      if (node != root) {
        document.removeChild(node);
        harmless = false;
      }
    }
    harmless &= clean(root);
    return harmless ? svg : written(document);
  }

  /// Whether nothing had to go.
  private static boolean clean(Element element) {
    var harmless = true;
    var attributes = element.getAttributes();
    for (int i = attributes.getLength() - 1; i >= 0; i--) {
      if (attributes.item(i) instanceof Attr attribute && !isAllowed(attribute)) {
        element.removeAttributeNode(attribute);
        harmless = false;
      }
    }
    for (var child : nodes(element)) {
      switch (child) {
        case Element inner when isAllowed(inner) -> harmless &= clean(inner);
        case Node text
            when text.getNodeType() == Node.TEXT_NODE
                || text.getNodeType() == Node.CDATA_SECTION_NODE -> {}
        default -> {
          element.removeChild(child);
          harmless = false;
        }
      }
    }
    return harmless;
  }

  private static boolean isAllowed(Element element) {
    return SVG.equals(element.getNamespaceURI())
        && ELEMENTS.contains(element.getLocalName())
        && !(element.getLocalName().equals("style") && reaches(element.getTextContent()));
  }

  private static boolean isAllowed(Attr attribute) {
    var name = attribute.getLocalName().toLowerCase(Locale.ROOT);
    var prefix = attribute.getPrefix();
    if (name.startsWith("on") || name.equals("base")) {
      return false;
    }
    if (prefix != null && !NAMESPACES.contains(prefix)) {
      return false;
    }
    return name.equals("href")
        ? WITHIN.matcher(attribute.getValue()).matches()
        : !reaches(attribute.getValue());
  }

  private static boolean reaches(String style) {
    return REACHES.matcher(style.toLowerCase(Locale.ROOT)).find();
  }

  private static List<Node> nodes(Node parent) {
    var nodes = new ArrayList<Node>();
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      nodes.add(node);
    }
    return nodes;
  }

  /// Nothing beside the document itself is read.
  private static Document read(byte[] svg) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      builder.setEntityResolver((_, _) -> new InputSource(new ByteArrayInputStream(new byte[0])));
      return builder.parse(new ByteArrayInputStream(svg));
    } catch (SAXException | IOException e) {
      throw new IllegalArgumentException("the drawing cannot be read: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java runtime reads XML", e);
    }
  }

  private static byte[] written(Document document) {
    try {
      var writer = TransformerFactory.newInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      var out = new ByteArrayOutputStream();
      writer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(out));
      return out.toByteArray();
    } catch (TransformerException e) {
      throw new IllegalStateException("every Java runtime writes XML", e);
    }
  }
}
