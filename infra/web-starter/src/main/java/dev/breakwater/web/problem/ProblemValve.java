package dev.breakwater.web.problem;

import dev.breakwater.web.ProblemType;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Answers for requests that Tomcat itself refuses (a broken request line, a bad escape) in place of its HTML page. */
public final class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = ProblemType.ofStatus(response.getStatus());
        ProblemDetail problem = type == ProblemType.INTERNAL_ERROR
                ? InternalErrors.report(fault, request.getMethod(), null)
                : Problems.of(type, null, null);
        try {
            byte[] body = ProblemJson.of(problem);
            response.setStatus(problem.getStatus());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException clientGone) {
            log.debug("Nobody is left to read the answer", clientGone);
        }
    }
}
