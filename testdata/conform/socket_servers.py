# Servers of the library, and the clients that talk to them.
import http.server, http.client, threading, urllib.request, urllib.error, socketserver, socket
class H(http.server.BaseHTTPRequestHandler):
    protocol_version='HTTP/1.1'
    def do_GET(self):
        body=f'you asked {self.path}'.encode()
        if self.path=='/no': self.send_error(404); return
        self.send_response(200); self.send_header('Content-Length',str(len(body))); self.end_headers(); self.wfile.write(body)
    def do_POST(self):
        n=int(self.headers['Content-Length']); d=self.rfile.read(n)
        self.send_response(200); self.send_header('Content-Length',str(n)); self.end_headers(); self.wfile.write(d[::-1])
    def log_message(self,*a): pass
srv=http.server.ThreadingHTTPServer(('127.0.0.1',0),H)
t=threading.Thread(target=srv.serve_forever); t.start()
port=srv.server_address[1]
def ask(i):
    c=http.client.HTTPConnection('127.0.0.1',port)
    for j in range(3):
        c.request('POST','/x',body=b'%d-%d'%(i,j)*1000); r=c.getresponse(); d=r.read(); assert d==(b'%d-%d'%(i,j)*1000)[::-1]
    c.close(); return i
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as ex: print(list(ex.map(ask,range(8))))
op=urllib.request.build_opener(urllib.request.ProxyHandler({}))
print(op.open(f'http://127.0.0.1:{port}/hello').read())
try: op.open(f'http://127.0.0.1:{port}/no')
except urllib.error.HTTPError as e: print(e)
srv.shutdown(); t.join(); srv.server_close()
class E(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile: self.wfile.write(line.upper())
with socketserver.ThreadingTCPServer(('127.0.0.1',0),E) as s:
    th=threading.Thread(target=s.serve_forever); th.start()
    with socket.create_connection(s.server_address) as c:
        f=c.makefile('rw'); f.write('a line\nanother\n'); f.flush(); print(f.readline(),f.readline())
        f.close()
    s.shutdown(); th.join()
