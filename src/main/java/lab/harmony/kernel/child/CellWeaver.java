package lab.harmony.kernel.child;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;

/// Puts calls of [CellGuard] into the classes that JShell makes of cells.
final class CellWeaver {

  /// The method that JShell calls to run a snippet.
  private static final String RUN = "do_it$";

  private static final ClassDesc GUARD = ClassDesc.of(CellGuard.class.getName());
  private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
  private static final MethodTypeDesc OF_STATUS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
  private static final MethodTypeDesc OF_RUNTIME =
      MethodTypeDesc.of(ConstantDescs.CD_void, RUNTIME, ConstantDescs.CD_int);
  private static final MethodTypeDesc OF_RESULT =
      MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object);

  private static final ClassTransform TRANSFORM =
      ClassTransform.transformingMethodBodies(
              method -> method.methodName().equalsString(RUN), CellWeaver::takeResult)
          .andThen(ClassTransform.transformingMethodBodies(CellWeaver::refuseExit));

  private CellWeaver() {}

  static byte[] woven(byte[] bytes) {
    var file = ClassFile.of();
    return file.transformClass(file.parse(bytes), TRANSFORM);
  }

  private static void takeResult(CodeBuilder code, CodeElement element) {
    if (element instanceof ReturnInstruction end && end.typeKind() == TypeKind.REFERENCE) {
      code.invokestatic(GUARD, "result", OF_RESULT);
    }
    code.with(element);
  }

  private static void refuseExit(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && ends(call, "java/lang/System", "exit")) {
      code.invokestatic(GUARD, "exit", OF_STATUS);
    } else if (element instanceof InvokeInstruction call
        && call.opcode() == Opcode.INVOKEVIRTUAL
        && (ends(call, "java/lang/Runtime", "exit") || ends(call, "java/lang/Runtime", "halt"))) {
      code.invokestatic(GUARD, "exit", OF_RUNTIME);
    } else if (element instanceof InvokeDynamicInstruction call) {
      code.invokedynamic(
          DynamicCallSiteDesc.of(
              call.bootstrapMethod(),
              call.name().stringValue(),
              call.typeSymbol(),
              call.bootstrapArgs().stream()
                  .map(CellWeaver::refuseExit)
                  .toArray(ConstantDesc[]::new)));
    } else {
      code.with(element);
    }
  }

  /// The same for a method that is named and not called (`System::exit`).
  private static ConstantDesc refuseExit(ConstantDesc argument) {
    if (!(argument instanceof DirectMethodHandleDesc method)) {
      return argument;
    }
    return switch (method.owner().descriptorString() + method.methodName()) {
      case "Ljava/lang/System;exit" ->
          MethodHandleDesc.ofMethod(Kind.STATIC, GUARD, "exit", OF_STATUS);
      case "Ljava/lang/Runtime;exit", "Ljava/lang/Runtime;halt" ->
          MethodHandleDesc.ofMethod(Kind.STATIC, GUARD, "exit", OF_RUNTIME);
      default -> argument;
    };
  }

  private static boolean ends(InvokeInstruction call, String owner, String name) {
    return call.owner().asInternalName().equals(owner) && call.name().equalsString(name);
  }
}
