package dev.breakwater.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * Makes a strict reader of an object mapper: what a client sends is either understood completely or refused.
 *
 * <p>For requests only. Answers of other services are read by the application's own mapper, which ignores what it does not know,
 * or no service could ever be upgraded before its callers.
 */
final class StrictJson {

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxNumberLength(100)
            .build();

    private StrictJson() {}

    static ObjectMapper from(ObjectMapper lenient) {
        ObjectMapper strict = lenient.copy();
        strict.getFactory().setStreamReadConstraints(BOUNDS);
        strict.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        strict.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        strict.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        for (LogicalType type : LogicalType.values()) {
            refuseOtherShapes(strict, type);
        }
        strict.registerModule(new SimpleModule("strict-text").addDeserializer(String.class, new StrictText()));
        return strict;
    }

    /** No text for a number, no number for a text or a flag: a client that mixes them up has a fault it should hear of. */
    private static void refuseOtherShapes(ObjectMapper mapper, LogicalType type) {
        var coercion = mapper.coercionConfigFor(type);
        coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        switch (type) {
            case Textual -> {
                coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                coercion.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                coercion.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            }
            case Integer, Float, Boolean -> {
                coercion.setCoercion(CoercionInputShape.String, CoercionAction.Fail);
                coercion.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                if (type == LogicalType.Boolean) {
                    coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                }
            }
            default -> {
                // only the empty text is refused
            }
        }
    }
}
