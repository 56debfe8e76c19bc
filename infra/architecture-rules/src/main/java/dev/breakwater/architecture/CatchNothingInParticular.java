package dev.breakwater.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Finds {@code catch (Exception e)} and {@code catch (Throwable t)}. */
final class CatchNothingInParticular extends ArchCondition<JavaClass> {

    CatchNothingInParticular() {
        super("not catch Exception or Throwable");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit code : type.getCodeUnits()) {
            for (TryCatchBlock block : code.getTryCatchBlocks()) {
                block.getCaughtThrowables().stream()
                        .map(JavaClass::getFullName)
                        .filter(caught -> caught.equals("java.lang.Exception")
                                || (caught.equals("java.lang.Throwable") && !closesResources(code)))
                        .forEach(caught -> events.add(SimpleConditionEvent.violated(
                                type,
                                code.getFullName() + " catches " + caught + " in " + block.getSourceCodeLocation())));
            }
        }
    }

    /** The compiler writes such a catch for a try with resources; only there does it call {@code addSuppressed}. */
    private static boolean closesResources(JavaCodeUnit code) {
        return code.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getName().equals("addSuppressed"));
    }
}
