public import Hummingbird

extension Response {
    /// An answer of one JSON object.
    public static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        text(bytes, type: "application/json; charset=utf-8", status: status)
    }

    /// An answer of whole text of type `type`, which no browser may guess about or keep.
    public static func text(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
