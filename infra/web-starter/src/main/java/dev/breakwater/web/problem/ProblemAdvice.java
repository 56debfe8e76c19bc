package dev.breakwater.web.problem;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.web.FieldProblem;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever leaves a controller into a problem. The only advice of the whole system. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Ranges ranges;
    private final UnreadableBody unreadableBody;

    ProblemAdvice(Ranges ranges) {
        this.ranges = ranges;
        this.unreadableBody = new UnreadableBody(ranges);
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException exception, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (exception.type() == ProblemType.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (exception.retryAfter() != null) {
            Problems.retryAfter(headers, exception.retryAfter());
        }
        return answer(Problems.of(exception, path(request)), headers);
    }

    /** The dependency's name is no secret: the documentation tells which one gives what. Its error message stays here. */
    @ExceptionHandler
    ResponseEntity<Object> unavailable(DependencyUnavailableException exception, WebRequest request) {
        log.warn("{} {}: {}", method(request), path(request), exception.getMessage());
        ProblemDetail problem = exception.timedOut()
                ? Problems.of(
                        ProblemType.UPSTREAM_TIMEOUT, exception.dependency() + " did not answer in time", path(request))
                : Problems.of(
                        ProblemType.DEPENDENCY_UNAVAILABLE, exception.dependency() + " is unavailable", path(request));
        problem.setProperty("dependency", exception.dependency());
        HttpHeaders headers = new HttpHeaders();
        Problems.retryAfter(headers, exception.retryAfter());
        return answer(problem, headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(PayloadTooLargeException exception, WebRequest request) {
        return answer(Problems.of(ProblemType.PAYLOAD_TOO_LARGE, exception.getMessage(), path(request)));
    }

    @ExceptionHandler
    ResponseEntity<Object> refusedByFirewall(RequestRejectedException exception, WebRequest request) {
        return answer(Problems.of(
                ProblemType.MALFORMED_REQUEST, "The request holds characters that are not allowed", path(request)));
    }

    @ExceptionHandler
    ResponseEntity<Object> fault(Exception fault, WebRequest request) throws Exception {
        if (fault instanceof AccessDeniedException || fault instanceof AuthenticationException) {
            throw fault; // the security filters answer these
        }
        return answer(InternalErrors.report(fault, method(request), path(request)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(unreadableBody.describe(exception, path(request)), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        exception.getAllErrors().forEach(error -> errors.add(field(error, "body")));
        return answer(Problems.invalid(errors, path(request)), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (exception.isForReturnValue()) {
            return answer(InternalErrors.report(exception, method(request), path(request)));
        }
        List<FieldProblem> errors = new ArrayList<>();
        for (ParameterValidationResult result : exception.getParameterValidationResults()) {
            if (result instanceof ParameterErrors body) {
                body.getAllErrors().forEach(error -> errors.add(field(error, "body")));
            } else {
                result.getResolvableErrors()
                        .forEach(error -> errors.add(new FieldProblem(
                                ParameterNames.of(result.getMethodParameter()),
                                result.getArgument(),
                                Ranges.ofAnnotations(result.getMethodParameter().getParameterAnnotations()),
                                String.valueOf(error.getDefaultMessage()))));
            }
        }
        return answer(Problems.invalid(errors, path(request)), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = exception instanceof MethodArgumentTypeMismatchException argument
                ? ParameterNames.of(argument.getParameter())
                : String.valueOf(exception.getPropertyName());
        Class<?> type = exception.getRequiredType();
        String message = type == null ? "has the wrong form" : "must be " + ParameterNames.form(type);
        return answer(
                Problems.invalid(List.of(new FieldProblem(name, exception.getValue(), null, message)), path(request)),
                headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = exception instanceof MissingRequestHeaderException header ? header.getHeaderName() : null;
        return name == null
                ? answer(Problems.of(
                        ProblemType.INVALID_REQUEST, exception.getBody().getDetail(), path(request)))
                : answer(missing(name, request), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(missing(exception.getParameterName(), request), headers);
    }

    /** Whatever else the framework raises has a status and, for a client error, a detail that is fit to be shown. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemType type = ProblemType.ofStatus(status.value());
        if (type == ProblemType.INTERNAL_ERROR) {
            return answer(InternalErrors.report(exception, method(request), path(request)), headers);
        }
        String detail = body instanceof ProblemDetail given ? given.getDetail() : null;
        return answer(Problems.of(type, detail, path(request)), headers);
    }

    private FieldProblem field(ObjectError error, String whole) {
        String field = error instanceof FieldError f ? f.getField() : whole;
        Object value = error instanceof FieldError f ? f.getRejectedValue() : null;
        String range =
                error.contains(ConstraintViolation.class) ? ranges.of(error.unwrap(ConstraintViolation.class)) : null;
        return new FieldProblem(field, value, range, String.valueOf(error.getDefaultMessage()));
    }

    private static ProblemDetail missing(String name, WebRequest request) {
        return Problems.invalid(List.of(new FieldProblem(name, null, null, "is missing")), path(request));
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return answer(problem, new HttpHeaders());
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static @Nullable String path(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getRequest().getRequestURI()
                : null;
    }

    private static String method(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getRequest().getMethod()
                : "";
    }
}
