package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is hashed is what stands there, never what Java happens to call it: the text of a record
/// that did not write its own changes with the name of the record and of every field, and a hash
/// that is stored would no longer be found.
@Tag("unit")
class HashesTest {

  private static final Path CLASSES = Path.of("target", "classes");

  @Test
  void nothingIsHashedOverTheTextThatJavaMakesOfARecord() throws IOException {
    try (var files = Files.walk(CLASSES.resolve("lab/harmony"))) {
      var hashing =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .map(HashesTest::read)
              .filter(HashesTest::hashesTexts)
              .toList();
      assertThat(hashing).hasSizeGreaterThan(20);
      assertThat(hashing.stream().flatMap(one -> textsOfRecords(one).stream())).isEmpty();
    }
  }

  @Test
  void aTextThatJavaMakesIsSeenHoweverItIsMade() {
    assertThat(textsOfRecords(read(file(Careless.class))))
        .containsExactlyInAnyOrder(
            "Careless.said: MatrixPrompt",
            "Careless.joined: MatrixPrompt",
            "Careless.formatted: MatrixPrompt",
            "Careless.appended: MatrixPrompt",
            "Careless.local: MatrixPrompt");
  }

  /// Says a record in every way that is to be found.
  private record Careless(MatrixPrompt prompt, Sha256 sha256) {

    String said() {
      return prompt.toString();
    }

    String joined() {
      return "a " + prompt;
    }

    String formatted() {
      return "%s %s".formatted(sha256(), prompt());
    }

    String local(MatrixPrompt one) {
      return "%s".formatted(one);
    }

    String appended() {
      return new StringBuilder().append(prompt).toString();
    }
  }

  private static boolean hashesTexts(ClassModel model) {
    return model.methods().stream()
        .flatMap(HashesTest::elements)
        .anyMatch(element ->
            element instanceof InvokeInstruction call
                && call.name().equalsString("of")
                && call.typeSymbol().parameterCount() > 0
                && (call.owner().asSymbol().equals(desc(Fact.class))
                    || (call.owner().asSymbol().equals(desc(Sha256.class))
                        && call.typeSymbol().parameterType(0).equals(desc(String.class)))));
  }

  /// `Class.method: Record`, where a method makes a text of one that has none of its own.
  private static List<String> textsOfRecords(ClassModel model) {
    var simple = model.thisClass().asInternalName().replaceFirst(".*[/$]", "");
    return model.methods().stream()
        .filter(method -> !method.methodName().equalsString("toString"))
        .flatMap(method ->
            method.code().stream()
                .flatMap(code -> new Reading(code).texts().stream())
                .filter(HashesTest::hasNoTextOfItsOwn)
                .map(type ->
                    "%s.%s: %s"
                        .formatted(simple, method.methodName().stringValue(), type.displayName())))
        .toList();
  }

  /// Goes through the instructions of a method.
  private static final class Reading {

    private final CodeModel code;
    private final Set<Label> seen = new HashSet<>();
    private Optional<ClassDesc> array = Optional.empty();
    private Optional<ClassDesc> left = Optional.empty();

    Reading(CodeModel code) {
      this.code = code;
    }

    /// The types whose text is asked for; what `+` joins is asked by `valueOf`.
    List<ClassDesc> texts() {
      var texts = new ArrayList<ClassDesc>();
      for (var element : code) {
        switch (element) {
          case LabelTarget target -> seen.add(target.label());
          case Instruction instruction -> {
            text(instruction).ifPresent(texts::add);
            left = leaves(instruction);
          }
          default -> {}
        }
      }
      return texts;
    }

    private Optional<ClassDesc> text(Instruction instruction) {
      return switch (instruction) {
        case InvokeInstruction call
            when call.name().equalsString("toString") && call.typeSymbol().parameterCount() == 0 ->
            Optional.of(call.owner().asSymbol());
        case InvokeInstruction call
            when (call.name().equalsString("append") || call.name().equalsString("valueOf"))
                && call.typeSymbol().parameterCount() == 1
                && call.typeSymbol().parameterType(0).equals(desc(Object.class)) ->
            left;
        case ArrayStoreInstruction store
            when store.opcode() == Opcode.AASTORE
                && array.equals(Optional.of(desc(Object.class))) ->
            left;
        default -> Optional.empty();
      };
    }

    /// The type of what an instruction leaves for the next one.
    private Optional<ClassDesc> leaves(Instruction instruction) {
      return switch (instruction) {
        case NewReferenceArrayInstruction made -> {
          array = Optional.of(made.componentType().asSymbol());
          yield Optional.empty();
        }
        case InvokeInstruction call -> Optional.of(call.typeSymbol().returnType());
        case FieldInstruction field -> Optional.of(field.typeSymbol());
        case TypeCheckInstruction check -> Optional.of(check.type().asSymbol());
        case LoadInstruction load ->
            code.elementStream()
                .filter(LocalVariable.class::isInstance)
                .map(LocalVariable.class::cast)
                .filter(variable ->
                    variable.slot() == load.slot()
                        && seen.contains(variable.startScope())
                        && !seen.contains(variable.endScope()))
                .map(LocalVariable::typeSymbol)
                .findFirst();
        default -> Optional.empty();
      };
    }
  }

  /// A record, a constant or a family of them whose text Java makes.
  private static boolean hasNoTextOfItsOwn(ClassDesc type) {
    if (!type.isClassOrInterface() || !type.packageName().startsWith("lab.harmony")) {
      return false;
    }
    var model =
        read(
            CLASSES
                .resolve(type.packageName().replace('.', '/'))
                .resolve(type.displayName() + ".class"));
    return ownText(model).isEmpty();
  }

  private static Optional<MethodModel> ownText(ClassModel model) {
    return model.methods().stream()
        .filter(method -> method.methodName().equalsString("toString"))
        .filter(method ->
            elements(method)
                .noneMatch(element ->
                    element instanceof InvokeDynamicInstruction made
                        && made.bootstrapMethod().owner().displayName().equals("ObjectMethods")))
        .findFirst();
  }

  private static Stream<CodeElement> elements(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .filter(element -> element instanceof Instruction);
  }

  private static Path file(Class<?> type) {
    return Path.of("target", "test-classes").resolve(type.getName().replace('.', '/') + ".class");
  }

  private static ClassModel read(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
